select cards from stall_budgets where userid = @userid and day = @day;

update stall_budgets set cards = @Cards where userid = @Userid and day = @Day and cards = @Before;
