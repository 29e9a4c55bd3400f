package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that objects which compare a column with constants are after complete what they
 * would be if they had been created on a column of the new type.
 */
@PostgresTest
class ComparedConstantsOfObjectsTests {

	private static final String TABLES = """
			create extension if not exists citext;
			create type mood as enum ('sad', 'ok', 'it''s', 'a\\b');
			create table t (id int primary key, a %1$s, "B" %2$s, m %3$s, k text, c char(4));
			create table other (id int primary key, a text, "B" %4$s);
			""";

	private static final String OBJECTS = """
			create view equal as select id, a from t where a = 'sad' or 'ok' <> a or a is distinct from 'it''s' or 'x' = k;
			create view listed as select t.id from t join other on other.id = t.id
				where t.a in ('sad', 'ok') and other.a in ('any', 'ok') and t."B" not in ('sad', 'it''s') and t.m = any ('{sad,ok}');
			create view cases as select case a when 'sad' then 1 when 'a\\b' then 2 else 3 end as a, case k when 'x' then 1 end as k,
				coalesce("B", 'ok') is null as b, coalesce(k, 'ok') as text, nullif(m, 'sad') as m, c = 'x ' as c from t;
			create view above as select e.id, e.a as renamed from equal e where exists (select from equal x where x.a = 'sad');
			create view top as select * from above where renamed = 'ok' and '(a = ''sad''::text)' <> id::text;
			create view joined as select t.id from t join other o on o."B" = 'x ' and t."B" = 'sad' and 'ok' <> t."B";
			create materialized view counts as select a, count(*) from t where a <> 'ok' group by a;
			create unique index on counts (a) where a <> 'sad';
			create policy sad on t using (a = 'sad' and "B" in ('ok', 'sad')) with check (m <> 'ok');
			create function mark() returns trigger language plpgsql as $$ begin return new; end $$;
			create trigger mark before update on t for each row when (new.a = 'sad' and old."B" is distinct from 'ok') execute function mark();
			create function sad_ones(i int) returns bigint language sql return (select count(*) from t where a = 'sad' and "B" = 'ok' and id = i);
			""";

	private static final String CHANGE = """
			- alter_column: {table: t, column: a, type: mood, up: "a::mood", down: "a::text"}
			- alter_column: {table: t, column: B, type: mood, up: "\\"B\\"::mood", down: "\\"B\\"::text"}
			- alter_column: {table: t, column: m, type: text, up: "m::text", down: "m::mood"}
			""";

	@Test
	void haveTheTypeOfTheColumn(TestDatabase database) {
		assertThat(completed(database, "text")).isEqualTo(created("text"));
	}

	@Test
	void areNotTouchedWhereACastMayBeMeant(TestDatabase database) {
		String view = "create view meant as select t.id from t join other o on o.\"B\"::text = 'sad' and t.\"B\" = 'sad'";
		try (PlanRig rig = new PlanRig(database, TABLES.formatted("text", "varchar(9)", "mood", "citext") + view)) {
			run(rig);
			assertThat(definitions(rig)).singleElement()
				.asString()
				.contains("o.\"B\")::text = 'sad'::text", "t.\"B\")::text = 'sad'::text");
		}
	}

	private static List<String> completed(TestDatabase database, String other) {
		try (PlanRig rig = new PlanRig(database, TABLES.formatted("text", "varchar(9)", "mood", other) + OBJECTS)) {
			run(rig);
			return definitions(rig);
		}
	}

	private static List<String> created(String other) {
		try (TestDatabase database = TestServer.shared().createDatabase();
				PlanRig rig = new PlanRig(database, TABLES.formatted("mood", "mood", "text", other) + OBJECTS)) {
			return definitions(rig);
		}
	}

	private static void run(PlanRig rig) {
		Plan plan = rig.plan(CHANGE);
		assertThat(rig.check(plan)).isEmpty();
		rig.expand(plan).complete(plan);
	}

	private static List<String> definitions(PlanRig rig) {
		return rig.jdbc()
			.sql("""
					select pg_get_viewdef(oid) from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
					union all select pg_get_indexdef(indexrelid) from pg_index where indrelid = to_regclass('counts')
					union all select pg_get_expr(polqual, polrelid) || pg_get_expr(polwithcheck, polrelid) from pg_policy
					union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
					union all select pg_get_functiondef(oid) from pg_proc where proname = 'sad_ones'
					order by 1
					""")
			.query(String.class)
			.list();
	}

}
