insert into members (member_code, name, phone, baby_birthday, store_code) values (@MemberCode, @Name, @Phone, @BabyBirthday, @StoreCode) on conflict (member_code) do nothing;

select member_code, name, phone, baby_birthday, store_code from members where member_code = @code;

select member_code, name, phone, baby_birthday, store_code from members where member_code > @code order by member_code limit @count;

select member_code, name, phone, baby_birthday, store_code from members where member_code in (@codes0, @codes1);

update members set name = @Name, phone = @Phone, baby_birthday = @BabyBirthday, store_code = @StoreCode where member_code = @MemberCode;
