insert into stall_budgets (userid, day, cards) values (@Userid, @Day, @Cards) on conflict (userid, day) do nothing;

select userid, cards from stall_budgets where userid = any(@people) and day = @day;

update stall_budgets set cards = @Cards where userid = @Userid and day = @Day and cards = @Before;
