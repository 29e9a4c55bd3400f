create table countries as select 'NO' as code;
