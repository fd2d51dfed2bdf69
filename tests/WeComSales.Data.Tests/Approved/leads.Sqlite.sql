insert into leads (code, name, company, phone, region, industry, budget, tech_stack, channel, created_at) values (@Code, @Name, @Company, @Phone, @Region, @Industry, @Budget, @TechStack, @Channel, @CreatedAt) on conflict (code) do nothing;

select code, name, company, phone, region, industry, budget, tech_stack, channel, created_at from leads where code > @code order by code limit @count;

select code, name, company, phone, region, industry, budget, tech_stack, channel, created_at from leads where code in (@codes0, @codes1);

update leads set name = @Name, company = @Company, phone = @Phone, region = @Region, industry = @Industry, budget = @Budget,
  tech_stack = @TechStack, channel = @Channel, created_at = @CreatedAt
where code = @Code;
