delete from corp_tags where id = @id;

insert into corp_tags (id, group_name, name) select @Id, @GroupName, @Name where not exists (select 1 from corp_tags where id = @Id);

select id, group_name, name from corp_tags;

update corp_tags set group_name = @GroupName, name = @Name where id = @Id;
