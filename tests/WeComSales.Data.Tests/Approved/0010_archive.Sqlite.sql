-- The session archive (会话内容存档): what was said in the chats with customers, how far it was read, who agreed, and
-- what was erased.

-- One message of one chat. In a chat of two, external_userid is the customer of it; in a group, the customer who wrote,
-- and null where our own side wrote.
create table chat_messages (
  msgid text not null constraint chat_messages_pk primary key,
  seq integer not null,
  -- userid~external_userid, or the id of a group
  chat text not null,
  external_userid text,
  sender text not null,
  -- true where the customer's side wrote
  theirs integer not null,
  at text not null,
  kind text not null,
  text text not null,
  -- what the message answers, by the words that WeCom puts into it
  quoted text,
  recorded_at text not null
);
create index chat_messages_chat on chat_messages (chat, at desc, seq desc);
create index chat_messages_customer on chat_messages (external_userid, at desc, seq desc) where external_userid is not null;
create index chat_messages_at on chat_messages (at);

-- A recall stands beside the message, because it may be read before it.
create table chat_recalls (
  msgid text not null constraint chat_recalls_pk primary key,
  at text not null
);

-- Messages that no key opened yet, as WeCom gave them: they are opened once the key is there.
create table sealed_messages (
  seq integer not null constraint sealed_messages_pk primary key,
  msgid text not null,
  why text not null constraint sealed_messages_why_known check (why = 'key' or why = 'closed' or why = 'unreadable'),
  key_version integer not null,
  encrypted_key text not null,
  encrypted_text text not null,
  recorded_at text not null
);
create index sealed_messages_version on sealed_messages (key_version, seq);

-- What a customer last said about being archived, for one chat.
create table chat_consents (
  external_userid text not null,
  chat text not null,
  agreed integer not null,
  at text not null,
  constraint chat_consents_pk primary key (external_userid, chat)
);

-- How far the archive was read, by whom, and what is wrong with it: one row, of the name 'archive'.
create table archive_positions (
  name text not null constraint archive_positions_pk primary key,
  -- the last message that is durable, with everything before it
  seq integer not null,
  owner text,
  -- raised by every new owner: who holds an older one writes nothing
  epoch integer not null,
  lease_until text,
  -- raised by WeCom's callback: somebody wants the next pull
  wanted integer not null,
  -- when the reader last said that there is nothing more
  caught_up_at text,
  fault text,
  fault_code integer,
  fault_since text
);

-- Whose words were erased at their wish: what is older is not stored again.
create table erasures (
  id text not null constraint erasures_pk primary key,
  external_userid text not null,
  by_userid text not null,
  reason text not null,
  at text not null,
  messages integer not null
);
create index erasures_customer on erasures (external_userid, at desc);

-- The words around a message that became a note (F2b).
create table note_contexts (
  draft_id text not null constraint note_contexts_pk primary key,
  external_userid text not null,
  lines text not null
);
create index note_contexts_customer on note_contexts (external_userid);

create index timeline_message on timeline (ref_id) where kind = 'message';
