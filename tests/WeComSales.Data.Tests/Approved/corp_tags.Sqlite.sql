delete from corp_tags where id = @id;

insert into corp_tags (id, group_name, name) values (@Id, @GroupName, @Name) on conflict (id) do nothing;

select id, group_name, name from corp_tags;

update corp_tags set group_name = @GroupName, name = @Name where id = @Id;
