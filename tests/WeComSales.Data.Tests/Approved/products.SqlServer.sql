insert into products (product_code, name, category, price) select @ProductCode, @Name, @Category, @Price where not exists (select 1 from products where product_code = @ProductCode);

select product_code, name, category, price from products where category in (@categories0, @categories1) order by product_code offset 0 rows fetch next @count rows only;

select product_code, name, category, price from products where product_code = @text or lower(name) like @pattern escape '\' order by product_code offset 0 rows fetch next @count rows only;

select product_code, name, category, price from products where product_code > @code order by product_code offset 0 rows fetch next @count rows only;

select product_code, name, category, price from products where product_code in (@codes0, @codes1);

update products set name = @Name, category = @Category, price = @Price where product_code = @ProductCode;
