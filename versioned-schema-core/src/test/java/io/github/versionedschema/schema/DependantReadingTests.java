package io.github.versionedschema.schema;

import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.schema.Dependant.Kind;
import io.github.versionedschema.schema.RowTypeUse.How;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class DependantReadingTests {

	private static final String TABLE = "create table t (a int primary key, b text, c int check (c > 0), d serial unique)";

	@Test
	void whatBelongsToTheTableIsNoDependant(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, "create index on t (lower(b)) where c > 1",
				"create table child () inherits (t)", "create table other (a int references t)",
				"create rule note as on insert to t do also notify t", "drop rule note on t",
				"alter table t enable row level security", "create policy p on t using (true)");
		assertThat(table.dependants()).isEmpty();
		assertThat(table.rowTypeUses()).isEmpty();
	}

	@Test
	void findsViews(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, """
				create schema other;
				create view other."V" as select a, c + 1 as more from t where b <> '';
				create materialized view m as select b from t;
				create view over as select * from m;
				create view counted as select count(*) from t;
				create view whole as select t from t;
				""");
		assertThat(table.dependants()).containsExactlyInAnyOrder(
				new Dependant(Kind.VIEW, "other.\"V\"", List.of(1, 2, 3), List.of(), null),
				new Dependant(Kind.MATERIALIZED_VIEW, "public.m", List.of(2), List.of(), null),
				new Dependant(Kind.VIEW, "public.counted", List.of(), List.of(), null),
				new Dependant(Kind.VIEW, "public.whole", List.of(), List.of(), null));
	}

	@Test
	void findsRules(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, "create table log (n int)",
				"create rule \"R\" as on update to t where new.c > 1 do also insert into log values (old.a)");
		assertThat(table.dependants())
			.containsExactly(new Dependant(Kind.RULE, "\"R\" on public.t", List.of(1, 3), List.of(), null));
	}

	@Test
	void findsPoliciesOfThisTableAndOfOthers(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, "create table other (n int)",
				"create policy mine on t using (c = 1)",
				"create policy theirs on other using (exists (select from t where a = n))",
				"create policy counting on other using ((select count(*) > 1 from t))");
		assertThat(table.dependants()).containsExactly(
				new Dependant(Kind.POLICY, "counting on public.other", List.of(), List.of(),
						new ColumnUse("public", "other", 0)),
				new Dependant(Kind.POLICY, "mine on public.t", List.of(3), List.of(), null), new Dependant(Kind.POLICY,
						"theirs on public.other", List.of(1), List.of(), new ColumnUse("public", "other", 0)));
	}

	@Test
	void findsGeneratedColumns(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE,
				"alter table t add \"G\" text generated always as (b || c::text) stored");
		assertThat(table.dependants())
			.containsExactly(new Dependant(Kind.GENERATED_COLUMN, "public.t.\"G\"", List.of(2, 3), List.of(), null));
	}

	@Test
	void findsFunctionsWithStandardBodies(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, """
				create function f(int) returns bigint language sql return (select count(*) from t where c = $1);
				create function late() returns bigint language sql as 'select count(*) from t';
				""");
		assertThat(table.dependants())
			.containsExactly(new Dependant(Kind.FUNCTION, "public.f(integer)", List.of(3), List.of(), null));
	}

	@Test
	void findsExtendedStatistics(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, "create statistics s on c, lower(b) from t",
				"alter statistics s set statistics 7", "comment on statistics s is 'it''s'");
		assertThat(table.dependants()).containsExactly(new Dependant(Kind.STATISTICS, "public.s", List.of(2, 3),
				List.of("CREATE STATISTICS public.s ON c, lower(b) FROM public.t"), null));
	}

	@Test
	void findsWhatReachesIntoTheRowType(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, "create table holder (r t, check ((r).c > 5))",
				"create index reaching on holder (((r).b))");
		assertThat(table.dependants()).containsExactly(
				new Dependant(Kind.OTHER, "constraint holder_r_check on table public.holder", List.of(3), List.of(),
						new ColumnUse("public", "holder", 0)),
				new Dependant(Kind.OTHER, "index public.reaching", List.of(2), List.of(),
						new ColumnUse("public", "holder", 0)));
		assertThat(table.rowTypeUses())
			.contains(new RowTypeUse("public.holder.r", How.STORED, new ColumnUse("public", "holder", 1)));
	}

	@Test
	void findsOtherUsersOfItsSequences(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, "create sequence s owned by t.a",
				"create table other (n int, id int default nextval('s'))",
				"create table part (id int default nextval('s')) partition by range (id)",
				"create table part_1 partition of part default", "create view drawing as select nextval('s')");
		assertThat(table.dependants()).containsExactly(
				new Dependant(Kind.SEQUENCE_USER, "default value for column id of table public.other", List.of(1),
						List.of(), new ColumnUse("public", "other", 2)),
				new Dependant(Kind.SEQUENCE_USER, "default value for column id of table public.part", List.of(1),
						List.of(), new ColumnUse("public", "part", 1)),
				new Dependant(Kind.SEQUENCE_USER, "rule _RETURN on view public.drawing", List.of(1), List.of(), null));
	}

	@Test
	void doesNotSeeWhatIsInIgnoredSchemas(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, """
				create schema versioned_schema;
				create schema public_next;
				create view public_next.t as select a, b from t;
				create function versioned_schema.f() returns int language sql return (select max(c) from t);
				create function versioned_schema.g(t) returns setof t language plpgsql as
					$$ declare r public.t%rowtype; begin end $$;
				create function versioned_schema.h() returns trigger language plpgsql as $$ begin return new; end $$;
				create trigger ours before update of c on t for each row execute function versioned_schema.h();
				create table public_next.holder (r t);
				""");
		assertThat(table.dependants()).isEmpty();
		assertThat(table.rowTypeUses()).isEmpty();
		assertThat(table.triggers()).isEmpty();
	}

	@Test
	void findsUsesOfTheRowType(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, TABLE, """
				create function takes(t) returns int language sql as 'select 1';
				create function takes_many(int, t[]) returns int language sql as 'select 1';
				create function gives() returns setof t language sql as 'select * from t';
				create function in_and_out(inout t) language sql as 'select $1';
				create type pair as (first t, second int);
				create table holder (r t[]);
				create domain present as t check (value is not null);
				create view cast_view as select null::t as r;
				create table deeper (p pair[], d present, v cast_view);
				""");
		assertThat(table.rowTypeUses()).containsExactlyInAnyOrder(
				new RowTypeUse("public.takes(public.t)", How.ARGUMENT),
				new RowTypeUse("public.takes_many(integer,public.t[])", How.ARGUMENT),
				new RowTypeUse("public.gives()", How.RESULT),
				new RowTypeUse("public.in_and_out(public.t)", How.ARGUMENT),
				new RowTypeUse("public.in_and_out(public.t)", How.RESULT),
				new RowTypeUse("public.pair.first", How.COLUMN),
				new RowTypeUse("public.holder.r", How.STORED, new ColumnUse("public", "holder", 1)),
				new RowTypeUse("public.deeper.p", How.STORED, new ColumnUse("public", "deeper", 1)),
				new RowTypeUse("public.deeper.d", How.STORED, new ColumnUse("public", "deeper", 2)),
				new RowTypeUse("public.deeper.v", How.STORED, new ColumnUse("public", "deeper", 3)),
				new RowTypeUse("type public.present", How.OTHER), new RowTypeUse("public.cast_view.r", How.COLUMN),
				new RowTypeUse("rule _RETURN on view public.cast_view", How.OTHER));
	}

	@Test
	void findsFunctionsThatSpellTheRowType(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, TABLE,
				"""
						create table "Odd, ""name" (a int);
						create schema other;
						create table other.t (a int);
						create function one() returns void language plpgsql as $$ declare r t%rowtype; begin end $$;
						create function two() returns void language plpgsql as $$ declare r "public" . T % ROWTYPE; begin end $$;
						create function three() returns void language plpgsql as $$ DECLARE n int; r t; BEGIN end $$;
						create function four() returns void language plpgsql as $$ declare r constant public.t := null; begin end $$;
						create function five() returns void language plpgsql as
							$$ begin perform 1; declare rs t[]; more "Odd, ""name"%rowtype; begin end; end $$;
						create function not_this() returns void language plpgsql as
							$$ declare r other.t%rowtype; c t.a%type; begin perform * from t; raise notice '5 %', 1; end $$;
						create function nor_this() returns void language sql as $$ select 't%rowtype' $$;
						""");
		assertThat(catalogue.table("t").orElseThrow().rowTypeUses()).extracting(RowTypeUse::how)
			.containsOnly(How.ROWTYPE);
		assertThat(catalogue.table("t").orElseThrow().rowTypeUses()).extracting(RowTypeUse::name)
			.containsExactly("public.five()", "public.four()", "public.one()", "public.three()", "public.two()");
		assertThat(catalogue.table("Odd, \"name").orElseThrow().rowTypeUses())
			.containsExactly(new RowTypeUse("public.five()", How.ROWTYPE));
	}

}
