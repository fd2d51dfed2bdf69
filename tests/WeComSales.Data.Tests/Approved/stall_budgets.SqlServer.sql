insert into stall_budgets (userid, day, cards) select @Userid, @Day, @Cards where not exists (select 1 from stall_budgets where userid = @Userid and day = @Day);

select userid, cards from stall_budgets where userid in (@people0, @people1) and day = @day;

update stall_budgets set cards = @Cards where userid = @Userid and day = @Day and cards = @Before;
