package io.github.versionedschema.fire;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings.Safeguards;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.core.io.Resource;

/**
 * A table of an application that did not use the library so far, and its first
 * migrations.
 */
abstract class AdoptionTests {

	static final Resource INITIAL = file("00_initial",
			"operations: [{create_table: {name: t, columns: [{name: id, type: int, pk: true}, {name: a, type: text}]}}]");

	static final Resource RENAME = file("01_rename", "operations: [{rename_column: {table: t, from: a, to: b}}]");

	static final Resource ADD = file("02_add",
			"operations: [{add_column: {table: t, column: {name: c, type: text, nullable: true}}}]");

	static final List<String> OLD_STATEMENTS = List.of("select id, a from t where id = ?",
			"update t set a = a || 'x' where id = ? and length(a) < 10",
			"insert into t (id, a) values (?, 'n') on conflict (id) do update set a = excluded.a");

	/** Drivers prepare them on the server, and their results have every column. */
	static final List<String> STATEMENTS_WITH_EVERY_COLUMN = List.of("select * from t where id = ?",
			"select id, a from t where id = ?",
			"insert into t (id, a) values (?, 'n') on conflict (id) do update set a = excluded.a returning *",
			"update t set a = a || 'x' where id = ? and length(a) < 10 returning *");

	TestDatabase database;

	@BeforeEach
	void createTable(TestDatabase database) {
		this.database = database;
		database.jdbc().sql("create table t (id int primary key, a text)").update();
		database.jdbc().sql("insert into t select i, 'a' from generate_series(1, 60) i").update();
	}

	VersionedSchema schema(Resource... files) {
		return schema(Safeguards.DEFAULT, files);
	}

	VersionedSchema schema(Safeguards safeguards, Resource... files) {
		List<Migration> migrations = new MigrationReader(Operations.types()).read(List.of(files));
		return VersionedSchema
			.builder(VersionedSchemaSettings.of("public").withSafeguards(safeguards),
					() -> this.database.dataSource().getConnection(), () -> migrations)
			.build();
	}

	static Resource file(String name, String text) {
		return new NamedFile(name + ".yaml", text);
	}

}
