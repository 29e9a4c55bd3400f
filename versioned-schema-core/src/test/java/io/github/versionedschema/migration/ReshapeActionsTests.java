package io.github.versionedschema.migration;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which operations the actions of Reshape's files become.
 */
class ReshapeActionsTests {

	private final MigrationReader reader = new MigrationReader(Operations.types());

	@Test
	void aColumnMovesToAnotherTable() {
		assertThat(operations("""
				[[actions]]
				type = "add_column"
				table = "profiles"

				    [actions.column]
				    name = "email"
				    type = "TEXT"
				    nullable = false

				    [actions.up]
				    table = "users"
				    value = "users.email"
				    where = "profiles.user_id = users.id"

				[[actions]]
				type = "remove_column"
				table = "users"
				column = "email"

				    [actions.down]
				    table = "profiles"
				    value = "profiles.email"
				    where = "users.id = profiles.user_id"
				""")).isEqualTo(natively("""
				operations:
				  - add_column:
				      table: profiles
				      column: {name: email, type: TEXT}
				      up: {table: users, value: users.email, where: profiles.user_id = users.id}
				  - drop_column:
				      table: users
				      column: email
				      down: {table: profiles, value: profiles.email, where: users.id = profiles.user_id}
				"""));
	}

	@Test
	void aNewTableHasItsKeysChecksAndComments() {
		assertThat(operations("""
				[[actions]]
				type = "create_table"
				name = "items"
				primary_key = ["id"]
				comment = "what is sold"

				    [[actions.columns]]
				    name = "id"
				    type = "INTEGER"
				    generated = "ALWAYS AS IDENTITY"

				    [[actions.columns]]
				    name = "user_id"
				    type = "INTEGER"
				    nullable = false
				    default = "1"
				    comment = "who sells it"

				    [[actions.columns]]
				    name = "note"
				    type = "TEXT"

				    [[actions.foreign_keys]]
				    columns = ["user_id"]
				    referenced_table = "users"
				    referenced_columns = ["id"]
				    on_delete = "set null"
				    on_update = "CASCADE"

				    [[actions.checks]]
				    name = "items_note"
				    expression = "note <> ''"
				    comment = "it's not empty"
				""")).isEqualTo(natively("""
				operations:
				  - create_table:
				      name: items
				      comment: what is sold
				      columns:
				        - {name: id, type: INTEGER, pk: true, generated: {identity: {user_specified_values: ALWAYS}}}
				        - {name: user_id, type: INTEGER, default: '1', comment: who sells it}
				        - {name: note, type: TEXT, nullable: true}
				      constraints:
				        - name: items_user_id_fkey
				          type: foreign_key
				          columns: [user_id]
				          references: {table: users, columns: [id], on_delete: SET NULL, on_update: CASCADE}
				        - {name: items_note, type: check, check: note <> ''}
				  - sql:
				      up: COMMENT ON CONSTRAINT "items_note" ON "items" IS 'it''s not empty'
				"""));
	}

	@Test
	void aPrimaryKeyKeepsTheOrderOfItsColumns() {
		assertThat(operations("""
				[[actions]]
				type = "create_table"
				name = "t"
				primary_key = ["b", "a"]
				columns = [{ name = "a", type = "int" }, { name = "b", type = "serial" }]
				""")).isEqualTo(natively("""
				operations:
				  - create_table:
				      name: t
				      columns: [{name: a, type: int, nullable: true}, {name: b, type: serial}]
				      constraints: [{name: t_pkey, type: primary_key, columns: [b, a]}]
				"""));
		assertThat(operations("""
				[[actions]]
				type = "create_table"
				name = "t"
				primary_key = ["a", "b"]
				columns = [{ name = "a", type = "int" }, { name = "b", type = "int" }]
				""")).isEqualTo(natively(
				"operations: [{create_table: {name: t, columns: [{name: a, type: int, pk: true}, {name: b, type: int, pk: true}]}}]"));
	}

	@Test
	void foreignKeysHaveTheNamesThatPostgresqlGivesThem() {
		String table = "t".repeat(40);
		String column = "c".repeat(40);
		assertThat(operations("""
				[[actions]]
				type = "create_table"
				name = "%1$s"
				primary_key = ["%2$s"]
				columns = [{ name = "%2$s", type = "int" }]
				foreign_keys = [
				  { columns = ["%2$s"], referenced_table = "a", referenced_columns = ["id"] },
				  { columns = ["%2$s"], referenced_table = "b", referenced_columns = ["id"] },
				]
				""".formatted(table, column)).toString()).contains(
				"[name=%s_%s_fkey, ".formatted("t".repeat(29), "c".repeat(28)),
				"[name=%s_%s_fkey1, ".formatted("t".repeat(28), "c".repeat(28)));
	}

	@Test
	void columnsAreGeneratedAsTheClauseSays() {
		assertThat(operations(
				"""
						actions = [
						  { type = "add_column", table = "t", column = { name = "a", type = "int", generated = "by default  as identity (start with 7 increment by (2))" } },
						  { type = "add_column", table = "t", column = { name = "b", type = "int", generated = "ALWAYS AS ((id) * (2)) STORED" } },
						]
						"""))
			.isEqualTo(natively(
					"""
							operations:
							  - add_column:
							      table: t
							      column:
							        name: a
							        type: int
							        generated: {identity: {user_specified_values: BY DEFAULT, sequence_options: start with 7 increment by (2)}}
							  - add_column: {table: t, column: {name: b, type: int, nullable: true, generated: {expression: (id) * (2)}}}
							"""));
	}

	@Test
	void tablesAndColumnsAreRenamedAndRemoved() {
		assertThat(operations(
				"""
						actions = [
						  { type = "rename_table", table = "users", new_name = "people" },
						  { type = "remove_table", table = "visits" },
						  { type = "add_column", table = "people", up = "lower(email)", column = { name = "login", type = "text", nullable = false } },
						  { type = "remove_column", table = "people", column = "name", down = "'x'" },
						  { type = "remove_column", table = "people", column = "note" },
						  { type = "remove_index", index = "users_name_idx" },
						]
						"""))
			.isEqualTo(natively("""
					operations:
					  - rename_table: {from: users, to: people}
					  - drop_table: {name: visits}
					  - add_column: {table: people, up: lower(email), column: {name: login, type: text}}
					  - drop_column: {table: people, column: name, down: "'x'"}
					  - drop_column: {table: people, column: note}
					  - drop_index: {name: users_name_idx}
					"""));
	}

	@Test
	void aColumnIsRenamedAfterItsValuesChange() {
		assertThat(operations("""
				[[actions]]
				type = "alter_column"
				table = "users"
				column = "age"
				up = "age::text"
				down = "age::int"

				    [actions.changes]
				    name = "years"
				    type = "text"
				    nullable = false
				    default = "'0'"
				    comment = "In years"

				[[actions]]
				type = "alter_column"
				table = "users"
				column = "last_name"

				    [actions.changes]
				    name = "family_name"

				[[actions]]
				type = "alter_column"
				table = "users"
				column = "index"
				up = "index + 1"

				    [actions.changes]
				    name = "index"
				""")).isEqualTo(natively("""
				operations:
				  - alter_column:
				      table: users
				      column: age
				      type: text
				      nullable: false
				      default: "'0'"
				      comment: In years
				      up: age::text
				      down: age::int
				  - rename_column: {table: users, from: age, to: years}
				  - rename_column: {table: users, from: last_name, to: family_name}
				  - alter_column: {table: users, column: index, up: index + 1}
				"""));
	}

	@Test
	void anIndexHasColumnsWithTheirOrder() {
		assertThat(operations("""
				[[actions]]
				type = "add_index"
				table = "users"

				    [actions.index]
				    name = "users_idx"
				    columns = ["name", { column = "age", direction = "desc", nulls = "LAST" }]
				    unique = true
				    type = "btree"
				    where = "age > 0"
				    comment = "for 'sorting'"
				""")).isEqualTo(natively("""
				operations:
				  - create_index:
				      name: users_idx
				      table: users
				      columns: [{column: name}, {column: age, sort: DESC, nulls: LAST}]
				      unique: true
				      method: btree
				      predicate: age > 0
				  - sql:
				      onComplete: true
				      up: |-
				        DO $vs$BEGIN
				          IF to_regclass('"users_idx"') IS NOT NULL THEN
				            COMMENT ON INDEX "users_idx" IS 'for ''sorting''';
				          END IF;
				        END$vs$
				"""));
	}

	@Test
	void constraintsAreAddedAndRemoved() {
		assertThat(operations(
				"""
						actions = [
						  { type = "add_foreign_key", table = "items", foreign_key = { columns = ["a", "b"], referenced_table = "pairs", referenced_columns = ["c", "d"], on_delete = "RESTRICT" } },
						  { type = "add_check", table = "items", check = { name = "positive", expression = "a > 0" } },
						]
						"""))
			.isEqualTo(natively("""
					operations:
					  - create_constraint:
					      table: items
					      name: items_a_b_fkey
					      type: foreign_key
					      columns: [a, b]
					      references: {table: pairs, columns: [c, d], on_delete: RESTRICT}
					  - create_constraint: {table: items, name: positive, type: check, check: a > 0}
					"""));
		assertThat(operations("""
				actions = [
				  { type = "remove_foreign_key", table = "items", foreign_key = "items_a_fkey" },
				  { type = "remove_check", table = "items", check = "it's \\"positive\\"" },
				]
				""")).isEqualTo(natively("""
				operations:
				  - drop_constraint: {table: items, name: items_a_fkey}
				  - drop_constraint: {table: items, name: it's "positive"}
				"""));
	}

	@Test
	void enumsBecomeTypesAndOwnSqlBecomesSql() {
		assertThat(operations(
				"""
						actions = [
						  { type = "create_enum", name = "mood", values = ["sad", "it's \\\\ ok"] },
						  { type = "alter_enum", name = "mood", add = [{ value = "glad" }, { value = "angry", down = "'sad'" }] },
						  { type = "remove_enum", enum = "Old \\"mood\\"" },
						  { type = "custom", start = "create extension a; select 1", abort = "drop extension a", complete = "analyze" },
						  { type = "custom", complete = "analyze" },
						]
						"""))
			.isEqualTo(natively("""
					operations:
					  - create_type: {name: mood, enum: [sad, 'it''s \\ ok']}
					  - alter_type: {name: mood, add_value: {value: glad}}
					  - alter_type: {name: mood, add_value: {value: angry, down: "'sad'"}}
					  - drop_type: {name: 'Old "mood"'}
					  - sql: {up: create extension a; select 1, down: drop extension a}
					  - sql: {up: analyze, onComplete: true}
					  - sql: {up: analyze, onComplete: true}
					"""));
	}

	@Test
	void messagesAboutAnOperationNameItsAction() {
		Migration migration = read("02_users.toml", """
				description = "Renames"

				[[actions]]
				type = "remove_table"
				table = "a"

				[[actions]]
				type = "alter_column"
				table = "b"
				column = "c"
				up = "c + 1"
				changes = { name = "d" }
				""");
		assertThat(migration.name()).isEqualTo("02_users");
		assertThat(migration.version()).isEqualTo("02_users");
		assertThat(migration.description()).isEqualTo("Renames");
		Source alteration = new Source("02_users.toml", 7, 1, 2, "alter_column");
		assertThat(migration.operations()).extracting(SourcedOperation::source)
			.containsExactly(new Source("02_users.toml", 3, 1, 1, "remove_table"), alteration, alteration);
	}

	@Test
	void theChecksumIsThatOfTheActions() {
		Migration toml = read("1.toml", """
				# moods
				[[actions]]
				type = "create_enum"
				name = "mood"
				values = ["sad"]
				""");
		Migration json = read("1.json", """
				{"actions": [{"name": "mood", "values": ["sad"], "type": "create_enum"}]}
				""");
		assertThat(toml.checksum()).isEqualTo(json.checksum())
			.isEqualTo("ed674181efa4e1e4b7015ec85ea84edc7437f764bc7afead81203ac432ec6a19");
		assertThat(toml.operations()).extracting(SourcedOperation::operation)
			.isEqualTo(json.operations().stream().map(SourcedOperation::operation).toList());
	}

	@Test
	void aFolderMayHaveFilesOfBothDialects() {
		List<Migration> migrations = this.reader
			.read(List.of(new NamedFile("10.yaml", "operations: [{drop_table: {name: a}}]"),
					new NamedFile("2.toml", "actions = [{ type = \"remove_table\", table = \"a\" }]"),
					new NamedFile("3.toml", "[[operations]]\ndrop_table.name = \"a\"")));
		assertThat(migrations).extracting(Migration::location).containsExactly("2.toml", "3.toml", "10.yaml");
		assertThat(migrations).extracting((migration) -> migration.operations().get(0).operation())
			.containsOnly(migrations.get(0).operations().get(0).operation());
	}

	private List<Operation> operations(String toml) {
		return operations("01.toml", toml);
	}

	private List<Operation> natively(String yaml) {
		return operations("01.yaml", yaml);
	}

	private List<Operation> operations(String file, String text) {
		return read(file, text).operations().stream().map(SourcedOperation::operation).toList();
	}

	private Migration read(String file, String text) {
		return this.reader.read(List.of(new NamedFile(file, text))).get(0);
	}

}
