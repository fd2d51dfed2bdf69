insert into members (member_code, name, phone, baby_birthday, store_code) select @MemberCode, @Name, @Phone, @BabyBirthday, @StoreCode where not exists (select 1 from members where member_code = @MemberCode);

select member_code, name, phone, baby_birthday, store_code from members where member_code = @code;

select member_code, name, phone, baby_birthday, store_code from members where member_code > @code order by member_code offset 0 rows fetch next @count rows only;

select member_code, name, phone, baby_birthday, store_code from members where member_code in (@codes0, @codes1);

update members set name = @Name, phone = @Phone, baby_birthday = @BabyBirthday, store_code = @StoreCode where member_code = @MemberCode;
