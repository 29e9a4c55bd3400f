create table if not exists countries as select 'NO' as code;
