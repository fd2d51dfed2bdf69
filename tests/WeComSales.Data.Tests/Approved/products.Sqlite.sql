insert into products (product_code, name, category, price) values (@ProductCode, @Name, @Category, @Price) on conflict (product_code) do nothing;

select product_code, name, category, price from products where category in (@categories0, @categories1) order by product_code limit @count;

select product_code, name, category, price from products where product_code = @text or lower(name) like @pattern escape '\' order by product_code limit @count;

select product_code, name, category, price from products where product_code > @code order by product_code limit @count;

select product_code, name, category, price from products where product_code in (@codes0, @codes1);

update products set name = @Name, category = @Category, price = @Price where product_code = @ProductCode;
