package io.github.versionedschema.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.schema.Table.Kind;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class TableReadingTests {

	@Test
	void readsAPlainTable(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, "create table t ()");
		assertThat(table).isEqualTo(new Table(table.oid(), "t", Kind.ORDINARY, database.user(), false, List.of(), 0,
				List.of(), List.of(), List.of(), List.of(), List.of(), false, false, List.of(), null, List.of(),
				List.of(), -1, 0, ReplicaIdentity.DEFAULT, List.of(), List.of(), List.of(), List.of(), null, null, null,
				null, List.of(), PhysicalTable.plain("t")));
	}

	@Test
	void readsOwnerGrantsAndComment(TestDatabase database) throws SQLException {
		String role = database.createRole();
		Table table = TestCatalogue.table(database, "create unlogged table t (a int)", "comment on table t is 'why'",
				"grant select on t to public", "grant insert, update on t to " + role + " with grant option",
				"alter table t owner to " + role, "alter table t replica identity full");
		assertThat(table.owner()).isEqualTo(role);
		assertThat(table.unlogged()).isTrue();
		assertThat(table.comment()).isEqualTo("why");
		assertThat(table.grants()).contains(new Grant(null, role, "SELECT", false));
		assertThat(table.grants()).filteredOn((grant) -> role.equals(grant.role()))
			.extracting(Grant::privilege)
			.contains("INSERT", "UPDATE", "SELECT");
		assertThat(table.replicaIdentity()).isEqualTo(ReplicaIdentity.FULL);
		TestCatalogue.read(database, "alter table t owner to " + database.user(), "drop owned by " + role);
	}

	@Test
	void readsWhatTheServerEstimates(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, """
				create table t (a int);
				insert into t select generate_series(1, 1000);
				create table parts (a int) partition by range (a);
				create table parts_1 partition of parts for values from (1) to (500);
				create table parts_2 partition of parts for values from (500) to (2000) partition by range (a);
				create table parts_2_1 partition of parts_2 for values from (500) to (2000);
				insert into parts select generate_series(1, 1000);
				""", "analyze t, parts_1, parts_2_1", "create table unknown (a int)");
		assertThat(catalogue.table("t")).hasValueSatisfying((table) -> {
			assertThat(table.estimatedRows()).isEqualTo(1000);
			assertThat(table.pages()).isPositive();
		});
		assertThat(catalogue.table("parts")).hasValueSatisfying((table) -> {
			assertThat(table.estimatedRows()).isEqualTo(1000);
			assertThat(table.pages()).isEqualTo(catalogue.table("parts_1").orElseThrow().pages()
					+ catalogue.table("parts_2_1").orElseThrow().pages());
		});
		assertThat(catalogue.table("unknown").orElseThrow().estimatedRows()).isEqualTo(-1);
	}

	@Test
	void readsPartitionsAtAnyDepth(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, """
				create schema other;
				create table t (a int, b int, c int) partition by range (c, (a + 1));
				create table t_1 partition of t for values from (1, 1) to (10, 1) partition by list (b);
				create table other."Leaf" partition of t_1 for values in (1, 2);
				create table t_1_default partition of t_1 default;
				create table t_2 partition of t for values from (10, 1) to (20, 1);
				""");
		assertThat(catalogue.table("t")).hasValueSatisfying((table) -> {
			assertThat(table.kind()).isEqualTo(Kind.PARTITIONED);
			assertThat(table.partitionKey()).isEqualTo("RANGE (c, ((a + 1)))");
			assertThat(table.children()).containsExactly("public.t_1", "public.t_2");
			assertThat(table.partitions()).containsExactly(new Partition("public", "t_1", Partition.Kind.PARTITIONED),
					new Partition("public", "t_2", Partition.Kind.ORDINARY),
					new Partition("other", "Leaf", Partition.Kind.ORDINARY),
					new Partition("public", "t_1_default", Partition.Kind.ORDINARY));
			assertThat(table.leafPartitions()).hasSize(3).allMatch(Partition::leaf);
			assertThat(table.dependants()).containsExactly(
					new Dependant(Dependant.Kind.PARTITION_KEY, "public.t", List.of(1, 3), List.of(), null),
					new Dependant(Dependant.Kind.PARTITION_KEY, "public.t_1", List.of(2), List.of(), null));
		});
		assertThat(catalogue.table("t_1")).hasValueSatisfying((table) -> {
			assertThat(table.kind()).isEqualTo(Kind.PARTITION);
			assertThat(table.partitionBound()).isEqualTo("FOR VALUES FROM (1, 1) TO (10, 1)");
			assertThat(table.parents()).containsExactly("public.t");
			assertThat(table.leafPartitions()).containsExactly(new Partition("other", "Leaf", Partition.Kind.ORDINARY),
					new Partition("public", "t_1_default", Partition.Kind.ORDINARY));
			assertThat(table.columns()).allMatch(Column::inherited);
		});
		assertThat(catalogue.table("t_2")).hasValueSatisfying((table) -> {
			assertThat(table.kind()).isEqualTo(Kind.PARTITION);
			assertThat(table.leafPartitions()).isEmpty();
		});
	}

	@Test
	void readsInheritance(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, "create table a (id int)", "create table b (id int)",
				"create table t (own int) inherits (b, a)");
		Table table = catalogue.table("t").orElseThrow();
		assertThat(table.kind()).isEqualTo(Kind.ORDINARY);
		assertThat(table.parents()).containsExactly("public.b", "public.a");
		assertThat(table.columns()).extracting(Column::inherited).containsExactly(true, false);
		assertThat(catalogue.table("a").orElseThrow().children()).containsExactly("public.t");
		assertThat(catalogue.table("a").orElseThrow().leafPartitions()).isEmpty();
	}

	@Test
	void readsForeignAndTypedTables(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, "create extension postgres_fdw",
				"create server far foreign data wrapper postgres_fdw", "create foreign table f (a int) server far",
				"create type pair as (a int, b int)", "create table t of pair");
		assertThat(catalogue.table("f").orElseThrow().kind()).isEqualTo(Kind.FOREIGN);
		assertThat(catalogue.table("t").orElseThrow().ofType()).isEqualTo("public.pair");
	}

	@Test
	void readsPolicies(TestDatabase database) throws SQLException {
		String role = database.createRole();
		Table table = TestCatalogue.table(database, """
				create table t (a int, b int, c text);
				alter table t enable row level security, force row level security;
				create policy "All" on t using (c = current_user);
				create policy other on t as restrictive for update to %s using (b > 0) with check (a > b);
				""".formatted(role));
		assertThat(table.rowSecurity()).isTrue();
		assertThat(table.forceRowSecurity()).isTrue();
		assertThat(table.policies()).containsExactly(
				new Policy("All", "ALL", true, List.of(), "(c = CURRENT_USER)", null, List.of(3)),
				new Policy("other", "UPDATE", false, List.of(role), "(b > 0)", "(a > b)", List.of(1, 2)));
	}

	@Test
	void readsTriggers(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, """
				create table t (a int, b int, c int, d int);
				create schema other;
				create function other."F"() returns trigger language plpgsql as $$ begin new.a = 1; return new; end $$;
				create trigger first before insert or update of c, b on t for each row when (new.d > 0)
					execute function other."F"();
				create trigger second after delete or truncate on t execute function other."F"();
				alter table t enable always trigger first;
				alter table t disable trigger second;
				create schema versioned_schema;
				create function versioned_schema.f() returns trigger language plpgsql as $$ begin return new; end $$;
				create trigger ours before insert on t for each row execute function versioned_schema.f();
				""");
		assertThat(table.triggers()).containsExactly(
				new Trigger("first", null,
						"CREATE TRIGGER first BEFORE INSERT OR UPDATE OF c, b ON public.t FOR EACH ROW"
								+ " WHEN ((new.d > 0)) EXECUTE FUNCTION other.\"F\"()",
						true, true, Set.of(Trigger.Event.INSERT, Trigger.Event.UPDATE), List.of(3, 2), List.of(2, 3, 4),
						"other.\"F\"()", List.of(), " begin new.a = 1; return new; end ", Trigger.Enabled.ALWAYS, false,
						false),
				new Trigger("second", null,
						"CREATE TRIGGER second AFTER DELETE OR TRUNCATE ON public.t FOR EACH STATEMENT"
								+ " EXECUTE FUNCTION other.\"F\"()",
						false, false, Set.of(Trigger.Event.DELETE, Trigger.Event.TRUNCATE), List.of(), List.of(),
						"other.\"F\"()", List.of(), " begin new.a = 1; return new; end ", Trigger.Enabled.DISABLED,
						false, false));
		assertThat(table.dependants()).containsExactly(
				new Dependant(Dependant.Kind.TRIGGER, "first on public.t", List.of(2, 3, 4), List.of(), null));
	}

	@Test
	void readsTriggersOfPartitionsAndThoseThatTheyGotFromTheirParent(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, """
				create table t (a int) partition by list (a);
				create table t_1 partition of t for values in (1);
				create function f() returns trigger language plpgsql as $$ begin return new; end $$;
				create trigger g before insert on t for each row execute function f();
				create trigger own before insert on t_1 for each row execute function f();
				""");
		assertThat(catalogue.table("t").orElseThrow().triggers()).extracting(Trigger::shown)
			.containsExactly("g", "own on public.t_1");
		assertThat(catalogue.table("t").orElseThrow().triggers()).extracting(Trigger::inherited)
			.containsExactly(false, false);
		assertThat(catalogue.table("t_1").orElseThrow().triggers()).extracting(Trigger::inherited)
			.containsExactly(true, false);
	}

	@Test
	void readsPublications(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, """
				create table t (a int primary key, b int, c int);
				create unlogged table u (a int);
				create table parts (a int, b int) partition by list (a);
				create table part (b int, a int);
				alter table parts attach partition part for values in (1);
				create publication listed for table t (c, a) where (a > 1), parts (b)
					with (publish_via_partition_root = true);
				create publication everything for all tables with (publish = 'insert, truncate');
				create publication whole for tables in schema public;
				""");
		assertThat(catalogue.table("t").orElseThrow().publications()).containsExactly(
				new Publication("everything", List.of(), null, false),
				new Publication("listed", List.of(1, 3), "(a > 1)", true),
				new Publication("whole", List.of(), null, true));
		assertThat(catalogue.table("u").orElseThrow().publications()).extracting(Publication::name)
			.doesNotContain("everything");
		assertThat(catalogue.table("part").orElseThrow().publications())
			.contains(new Publication("listed", List.of(1), null, true));
		assertThat(catalogue.table("t").orElseThrow().dependants())
			.containsExactly(new Dependant(Dependant.Kind.PUBLICATION, "listed", List.of(1, 3), List.of(), null));
	}

}
