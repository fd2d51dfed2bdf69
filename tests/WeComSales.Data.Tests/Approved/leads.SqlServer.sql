insert into leads (code, name, company, phone, region, industry, budget, tech_stack, channel, created_at) select @Code, @Name, @Company, @Phone, @Region, @Industry, @Budget, @TechStack, @Channel, @CreatedAt where not exists (select 1 from leads where code = @Code);

select code, name, company, phone, region, industry, budget, tech_stack, channel, created_at from leads where code > @code order by code offset 0 rows fetch next @count rows only;

select code, name, company, phone, region, industry, budget, tech_stack, channel, created_at from leads where code in (@codes0, @codes1);

update leads set name = @Name, company = @Company, phone = @Phone, region = @Region, industry = @Industry, budget = @Budget,
  tech_stack = @TechStack, channel = @Channel, created_at = @CreatedAt
where code = @Code;
