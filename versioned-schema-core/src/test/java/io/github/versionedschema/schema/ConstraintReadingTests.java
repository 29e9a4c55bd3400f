package io.github.versionedschema.schema;

import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@PostgresTest
class ConstraintReadingTests {

	@Test
	void readsKeysInTheirOrder(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, """
				create table t (a int, b int, c int,
					constraint pk primary key (c, a) include (b),
					constraint uq unique nulls not distinct (b, a) deferrable initially deferred);
				comment on constraint uq on t is 'why';
				""");
		assertThat(table.primaryKey()).isEqualTo(table.constraint("pk")).hasValueSatisfying((constraint) -> {
			assertThat(constraint.type()).isEqualTo(Constraint.Type.PRIMARY_KEY);
			assertThat(constraint.columns()).containsExactly(3, 1);
			assertThat(constraint.index()).isEqualTo("pk");
			assertThat(constraint.definition()).isEqualTo("PRIMARY KEY (c, a) INCLUDE (b)");
			assertThat(constraint.deferrable()).isFalse();
		});
		assertThat(table.constraint("uq")).hasValueSatisfying((constraint) -> {
			assertThat(constraint.type()).isEqualTo(Constraint.Type.UNIQUE);
			assertThat(constraint.columns()).containsExactly(2, 1);
			assertThat(constraint.deferrable()).isTrue();
			assertThat(constraint.initiallyDeferred()).isTrue();
			assertThat(constraint.comment()).isEqualTo("why");
			assertThat(constraint.definition())
				.isEqualTo("UNIQUE NULLS NOT DISTINCT (b, a) DEFERRABLE INITIALLY DEFERRED");
		});
	}

	@Test
	void readsACheck(TestDatabase database) throws SQLException {
		Constraint constraint = TestCatalogue.constraint(database, "create table t (a int, b int, c int)",
				"alter table t add constraint k check (c > a) no inherit not valid");
		assertThat(constraint).isEqualTo(new Constraint(constraint.oid(), "k", Constraint.Type.CHECK, List.of(3, 1),
				"CHECK ((c > a)) NO INHERIT NOT VALID", "(c > a)", null, false, false, false, true, true, false, null,
				null));
	}

	@Test
	void readsACheckThatNamesNoColumn(TestDatabase database) throws SQLException {
		Constraint constraint = TestCatalogue.constraint(database,
				"create table t (a int, constraint k check (current_date > '2000-01-01'))");
		assertThat(constraint.columns()).isEmpty();
		assertThat(constraint.validated()).isTrue();
	}

	@Test
	void readsAnExclusionConstraint(TestDatabase database) throws SQLException {
		Constraint constraint = TestCatalogue.constraint(database,
				"create table t (a int4range, b int, constraint k exclude using gist (a with &&, int4range(b, b) with &&))");
		assertThat(constraint.type()).isEqualTo(Constraint.Type.EXCLUDE);
		assertThat(constraint.columns()).containsExactly(1);
		assertThat(constraint.index()).isEqualTo("k");
		assertThat(constraint.definition()).isEqualTo("EXCLUDE USING gist (a WITH &&, int4range(b, b) WITH &&)");
	}

	@Test
	void readsAForeignKeyFromBothEnds(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, """
				create table target (a int, b int, c int, constraint target_key primary key (c, a));
				create table t (x int, y int, z int);
				alter table t add constraint k foreign key (x, z) references target (a, c)
					match full on update cascade on delete set null deferrable initially deferred not valid;
				comment on constraint k on t is 'why';
				""");
		Constraint constraint = catalogue.table("t").orElseThrow().constraint("k").orElseThrow();
		assertThat(constraint.type()).isEqualTo(Constraint.Type.FOREIGN_KEY);
		assertThat(constraint.columns()).containsExactly(1, 3);
		assertThat(constraint.index()).isEqualTo("target_key");
		ForeignKey key = new ForeignKey(constraint.oid(), "k", "public", "t", List.of("x", "z"), "public", "target",
				List.of("a", "c"), List.of(1, 3), List.of(1, 3), "SET NULL", "CASCADE", List.of(), "FULL", true, true,
				false, true, false, "target_key", "why");
		assertThat(constraint.foreignKey()).isEqualTo(key);
		assertThat(catalogue.table("t").orElseThrow().foreignKeys()).containsExactly(key);
		assertThat(catalogue.table("target").orElseThrow().inboundForeignKeys()).containsExactly(key);
	}

	@Test
	void keepsThePairsOfAKeyWhoseColumnsAreInAnotherOrder(TestDatabase database) throws SQLException {
		Constraint constraint = TestCatalogue.constraint(database,
				"create table target (a int, b int, primary key (a, b))",
				"create table t (x int, y int, constraint k foreign key (x, y) references target (b, a))");
		assertThat(constraint.foreignKey()).isNotNull();
		assertThat(constraint.foreignKey().fromColumns()).containsExactly("x", "y");
		assertThat(constraint.foreignKey().toColumns()).containsExactly("b", "a");
		assertThat(constraint.foreignKey().toNumbers()).containsExactly(2, 1);
	}

	@ParameterizedTest
	@CsvSource({ "'', NO ACTION, NO ACTION", "on delete restrict on update restrict, RESTRICT, RESTRICT",
			"on delete cascade on update set default, CASCADE, SET DEFAULT",
			"on delete set default on update set null, SET DEFAULT, SET NULL" })
	void readsActions(String declared, String onDelete, String onUpdate, TestDatabase database) throws SQLException {
		Constraint constraint = TestCatalogue.constraint(database, "create table target (a int primary key)",
				"create table t (x int constraint k references target " + declared + ")");
		assertThat(constraint.foreignKey()).isNotNull();
		assertThat(constraint.foreignKey().onDelete()).isEqualTo(onDelete);
		assertThat(constraint.foreignKey().onUpdate()).isEqualTo(onUpdate);
		assertThat(constraint.foreignKey().matchType()).isEqualTo("SIMPLE");
		assertThat(constraint.foreignKey().validated()).isTrue();
	}

	@Test
	void readsWhichColumnsAnActionSets(TestDatabase database) throws SQLException {
		Constraint constraint = TestCatalogue.constraint(database,
				"create table target (a int, b int, primary key (a, b))",
				"create table t (x int, y int, constraint k foreign key (x, y) references target on delete set null (y))");
		assertThat(constraint.foreignKey()).isNotNull();
		assertThat(constraint.foreignKey().onDeleteSetColumns()).containsExactly("y");
	}

	@Test
	void readsForeignKeysThatComeFromOtherSchemasButNotFromIgnoredOnes(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database, """
				create table t (a int primary key, parent int references t);
				create schema other;
				create table other.t (x int constraint from_other references public.t);
				create schema versioned_schema;
				create table versioned_schema.t (x int references public.t);
				""");
		assertThat(table.inboundForeignKeys()).extracting(ForeignKey::name)
			.containsExactly("from_other", "t_parent_fkey");
		assertThat(table.inboundForeignKeys()).extracting(ForeignKey::fromSchema).containsExactly("other", "public");
	}

	@Test
	void readsAForeignKeyOfPartitionedTablesOnce(TestDatabase database) throws SQLException {
		Catalogue catalogue = TestCatalogue.read(database, """
				create table target (a int primary key) partition by range (a);
				create table target_1 partition of target for values from (1) to (2);
				create table target_2 partition of target for values from (2) to (3);
				create table t (x int constraint k references target) partition by range (x);
				create table t_1 partition of t for values from (1) to (2);
				""");
		assertThat(catalogue.table("target").orElseThrow().inboundForeignKeys()).hasSize(1);
		assertThat(catalogue.table("target_1").orElseThrow().inboundForeignKeys()).isEmpty();
		assertThat(catalogue.table("t").orElseThrow().foreignKeys()).hasSize(1);
		assertThat(catalogue.table("t_1").orElseThrow().constraint("k"))
			.hasValueSatisfying((constraint) -> assertThat(constraint.inherited()).isTrue());
		assertThat(catalogue.table("t_1").orElseThrow().foreignKeys()).hasSize(1);
		assertThat(catalogue.table("target_1").orElseThrow().primaryKey())
			.hasValueSatisfying((constraint) -> assertThat(constraint.inherited()).isTrue());
	}

	@Test
	void readsConstraintsThatPostgres18Knows(TestDatabase database) throws SQLException {
		assumeTrue(TestCatalogue.read(database).serverVersion() >= 180000, "PostgreSQL 18 has them");
		Table table = TestCatalogue.table(database, """
				create extension btree_gist;
				create table target (a int, p daterange, primary key (a, p without overlaps));
				create table t (a int, p daterange, c int,
					constraint k foreign key (a, period p) references target (a, period p),
					constraint unenforced check (c > 0) not enforced);
				alter table t add constraint present not null c not valid;
				""");
		assertThat(table.constraint("k").orElseThrow().foreignKey()).isNotNull();
		assertThat(table.constraint("k").orElseThrow().foreignKey().period()).isTrue();
		assertThat(table.constraint("unenforced").orElseThrow().enforced()).isFalse();
		assertThat(table.constraint("present")).hasValueSatisfying((constraint) -> {
			assertThat(constraint.type()).isEqualTo(Constraint.Type.NOT_NULL);
			assertThat(constraint.columns()).containsExactly(3);
			assertThat(constraint.validated()).isFalse();
		});
		assertThat(table.column("c").orElseThrow().notNullConstraint()).isEqualTo("present");
	}

	@Test
	void readsAConstraintTrigger(TestDatabase database) throws SQLException {
		Table table = TestCatalogue.table(database,
				"""
						create table t (a int);
						create function f() returns trigger language plpgsql as $$ begin return new; end $$;
						create constraint trigger k after insert on t deferrable initially deferred for each row execute function f();
						""");
		assertThat(table.constraint("k").orElseThrow().type()).isEqualTo(Constraint.Type.TRIGGER);
		assertThat(table.triggers()).extracting(Trigger::constraint).containsExactly(true);
	}

}
