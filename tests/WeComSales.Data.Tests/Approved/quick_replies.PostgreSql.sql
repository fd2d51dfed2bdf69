delete from quick_replies where id = @id;

insert into quick_replies (id, group_name, title, kind, content, link, position, changed_by, changed_at) values (@Id, @GroupName, @Title, @Kind, @Content, @Link, @Position, @ChangedBy, @ChangedAt) on conflict (id) do nothing;

select id, group_name, title, kind, content, link, position, changed_by, changed_at from quick_replies order by group_name, position, title, id;

update quick_replies set group_name = @GroupName, title = @Title, kind = @Kind, content = @Content, link = @Link,
  position = @Position, changed_by = @ChangedBy, changed_at = @ChangedAt
where id = @Id;
