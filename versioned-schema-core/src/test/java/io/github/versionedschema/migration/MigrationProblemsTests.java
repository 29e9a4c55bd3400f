package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.versionedschema.migration.ReadProblems.json;
import static io.github.versionedschema.migration.ReadProblems.problems;
import static io.github.versionedschema.migration.ReadProblems.yaml;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the messages about files with the wrong content.
 */
class MigrationProblemsTests {

	@ParameterizedTest(name = "{0} #{index}")
	@MethodSource
	void saysWhatIsWrongAndWhere(String file, String text, List<String> expected) {
		assertThat(problems(new NamedFile(file, text))).containsExactlyElementsOf(expected);
	}

	static Stream<Arguments> saysWhatIsWrongAndWhere() {
		return Stream.of(yaml("""
				operations:
				  - drop_tabel:
				      name: users
				""",
				"01.yaml:2:5 operation 1 (drop_tabel): unknown operation 'drop_tabel'. Did you mean 'drop_table'?"),
				yaml("""
						operations:
						  - frobnicate: {}
						""", "01.yaml:2:5 operation 1 (frobnicate): unknown operation 'frobnicate'. "
						+ "Possible here: add_column, alter_column, create_constraint, create_index, create_table, drop_table, sql"),
				yaml("""
						operation:
						  - drop_table: {name: users}
						""", "01.yaml:1:1: the key 'operations' is missing. A file of Reshape has 'actions' instead",
						"01.yaml:1:1: unknown key 'operation'. Did you mean 'operations'?"),
				yaml("""
						operations:
						""", "01.yaml:1:1: 'operations' has no value"),
				yaml("""
						operations: drop everything
						""",
						"01.yaml:1:1: 'operations' must be a list, and it is text. Write each operation as an item of its own"),
				yaml("""
						operations:
						  drop_table:
						    name: users
						""",
						"01.yaml:1:1: 'operations' must be a list, and it is an object. Write each operation as an item of its own"),
				yaml("""
						operations:
						  - drop_table:
						    name: users
						""",
						"01.yaml:2:5: operation 1 must have one key, and it has 'drop_table', 'name'. "
								+ "Indent what belongs to 'drop_table' further than its name"),
				yaml("""
						operations:
						  - drop_table: {name: users}
						    sql: {up: SELECT 1}
						  - {}
						  - drop_table
						  - drop_table:
						""",
						"01.yaml:2:5: operation 1 must have one key, and it has 'drop_table', 'sql'. "
								+ "Write each operation as an item of its own",
						"01.yaml:4:5: operation 2 is empty. Write one key that names it, such as 'add_column'",
						"01.yaml:5:5: operation 3 must be an object with one key that names it, and it is text",
						"01.yaml:6:5 operation 4 (drop_table): 'drop_table' must be an object, and it is empty"),
				yaml("""
						operations:
						  - add_column:
						      tabel: users
						      column:
						        name: age
						        typ: int
						        check:
						          name: positive
						          constraint: age > 0
						          noInherit: true
						""", "01.yaml:3:7 operation 1 (add_column): the key 'table' is missing",
						"01.yaml:3:7 operation 1 (add_column): unknown key 'tabel'. Did you mean 'table'?",
						"01.yaml:5:9 operation 1 (add_column): the key 'column.type' is missing",
						"01.yaml:6:9 operation 1 (add_column): unknown key 'column.typ'. Did you mean 'type'?",
						"01.yaml:10:11 operation 1 (add_column): unknown key 'column.check.noInherit'. Did you mean 'no_inherit'?"),
				yaml("""
						operations:
						  - drop_table: {name: a}
						  - drop_table:
						      name: users
						      cascade_everything_that_depends_on_it: true
						""",
						"01.yaml:5:7 operation 2 (drop_table): unknown key 'cascade_everything_that_depends_on_it'. Possible here: name"),
				yaml("""
						operations:
						  - drop_table:
						      name: users
						      name: orders
						""", "01.yaml:4:7: the key 'name' is given twice, first in line 3"),
				json("""
						{
						  "operations": [
						    { "drop_table": { "name": "users" },
						      "drop_table": { "name": "orders" } }
						  ],
						  "operations": []
						}
						""", "01.json:4:7: the key 'drop_table' is given twice, first in line 3",
						"01.json:6:3: the key 'operations' is given twice, first in line 2"),
				yaml("""
						operations:
						  - add_column:
						      table: [users]
						      column:
						        name: 7
						        type: {a: b}
						        default: 0
						        nullable: yes
						        unique: "true"
						      up: true
						""", "01.yaml:3:14 operation 1 (add_column): 'table' must be text, and it is a list",
						"01.yaml:5:15 operation 1 (add_column): 'column.name' must be text, and it is the number 7. Put it in quotes: \"7\"",
						"01.yaml:6:15 operation 1 (add_column): 'column.type' must be text, and it is an object",
						"01.yaml:7:18 operation 1 (add_column): 'column.default' must be text, and it is the number 0. Put it in quotes: \"0\"",
						"01.yaml:8:19 operation 1 (add_column): 'column.nullable' must be true or false, and it is text",
						"01.yaml:9:17 operation 1 (add_column): 'column.unique' must be true or false, and it is text",
						"01.yaml:10:11 operation 1 (add_column): 'up' must be text, and it is true. Put it in quotes: \"true\""),
				json("""
						{"operations": [
						  {"create_table": {"name": "a", "columns": {"name": "id"}, "constraints": "none"}},
						  {"create_table": {"name": "a", "columns": ["id", null]}}
						]}
						""", "01.json:2:45 operation 1 (create_table): 'columns' must be a list, and it is an object",
						"01.json:2:76 operation 1 (create_table): 'constraints' must be a list, and it is text",
						"01.json:3:46 operation 2 (create_table): 'columns[0]' must be an object, and it is text",
						"01.json:3:52 operation 2 (create_table): 'columns[1]' must be an object, and it is null"),
				yaml("""
						operations:
						  - add_column:
						      table:
						      column: {name: a, type: int, default: " "}
						      up: " "
						  - sql: {up: ""}
						  - alter_column: {table: t, column: c, default: ""}
						""", "01.yaml:3:7 operation 1 (add_column): 'table' has no value",
						"01.yaml:4:45 operation 1 (add_column): 'column.default' is blank. Leave the key out, or give it a value",
						"01.yaml:6:15 operation 2 (sql): 'up' is blank. Leave the key out, or give it a value",
						"01.yaml:7:50 operation 3 (alter_column): 'default' is blank. Leave the key out, or give it a value"),
				yaml("""
						operations:
						  - add_column:
						      table: users
						      column: {name: a, type: int}
						      up:
						""",
						"01.yaml:5:7 operation 1 (add_column): 'up' has no value. Leave the key out, or give it a value"),
				yaml("""
						operations:
						  - create_constraint:
						      name: refused
						      up:
						        b: ""
						        c: 1
						  - create_constraint:
						      name: refused
						""",
						"01.yaml:6:12 operation 1 (create_constraint): 'up.c' must be text, and it is the number 1. Put it in quotes: \"1\"",
						"01.yaml:8:7 operation 2 (create_constraint): this name is refused"),
				yaml("""
						operations:
						  - create_table:
						      name: a
						      columns:
						        - name: b
						          type: int
						          references: {name: f, table: t, column: c, on_delete: set nil}
						          generated: {identity: {user_specified_values: never}}
						""",
						"01.yaml:7:65 operation 1 (create_table): 'columns[0].references.on_delete' must be one of "
								+ "NO ACTION, RESTRICT, CASCADE, SET NULL, SET DEFAULT, and it is 'set nil'",
						"01.yaml:8:57 operation 1 (create_table): 'columns[0].generated.identity.user_specified_values' "
								+ "must be one of ALWAYS, BY DEFAULT, and it is 'never'"),
				yaml("""
						operations:
						  - create_table:
						      name: a
						      columns:
						        - name: b
						          type: int
						          generated: {}
						""",
						"01.yaml:7:22 operation 1 (create_table): 'generated' needs either 'expression' or 'identity', and not both"),
				yaml("""
						operations:
						  - create_table:
						      name: a
						      columns: []
						      constraints:
						        - name: fk
						          type: foreign_key
						          columns: [b, c]
						          references:
						            table: other
						            columns: [b, c]
						            on_delete: cascade
						            on_delete_set_columns: [b]
						""",
						"01.yaml:10:13 operation 1 (create_table): 'on_delete_set_columns' needs 'on_delete' "
								+ "to be SET NULL or SET DEFAULT, and it is CASCADE"),
				yaml("""
						operations:
						  - create_table:
						      name: a
						      columns: []
						      constraints:
						        - {type: check, name: c, check: a > b, columns: [a], deferrable: true, initially_deferred: false}
						        - {type: CHECK, name: d, check: a > b, index_parameters: {storage_parameters: fillfactor=70}}
						        - {name: u, columns: [a], references: {table: o, columns: [a]}, no_inherit: true, type: unique}
						        - type: primary_key
						          name: p
						          columns: [a]
						          nulls_not_distinct: true
						          check: a > b
						        - {type: foreign_key, name: f, columns: [a], references: {table: o, columns: [a]}, exclude: {}}
						        - {type: exclude, name: e, exclude: {elements: a WITH =}, columns: [a]}
						        - {type: exclude, name: f, exclude: {elements: a WITH =}, columns: [], references: null}
						""",
						"01.yaml:6:62 operation 1 (create_table): 'constraints[0].deferrable' does not belong to type CHECK, "
								+ "which has columns, check, no_inherit. Leave the key out",
						"01.yaml:7:48 operation 1 (create_table): 'constraints[1].index_parameters' does not belong to type CHECK, "
								+ "which has columns, check, no_inherit. Leave the key out",
						"01.yaml:8:35 operation 1 (create_table): 'constraints[2].references' does not belong to type UNIQUE, "
								+ "which has columns, deferrable, initially_deferred, nulls_not_distinct, index_parameters. Leave the key out",
						"01.yaml:8:73 operation 1 (create_table): 'constraints[2].no_inherit' does not belong to type UNIQUE, "
								+ "which has columns, deferrable, initially_deferred, nulls_not_distinct, index_parameters. Leave the key out",
						"01.yaml:12:11 operation 1 (create_table): 'constraints[3].nulls_not_distinct' does not belong to type PRIMARY KEY, "
								+ "which has columns, deferrable, initially_deferred, index_parameters. Leave the key out",
						"01.yaml:13:11 operation 1 (create_table): 'constraints[3].check' does not belong to type PRIMARY KEY, "
								+ "which has columns, deferrable, initially_deferred, index_parameters. Leave the key out",
						"01.yaml:14:92 operation 1 (create_table): 'constraints[4].exclude' does not belong to type FOREIGN KEY, "
								+ "which has columns, references, deferrable, initially_deferred. Leave the key out",
						"01.yaml:15:67 operation 1 (create_table): 'constraints[5].columns' does not belong to type EXCLUDE, "
								+ "which has exclude, deferrable, initially_deferred, index_parameters. Leave the key out"),
				yaml("""
						operations:
						  - create_index: {name: a, columns: []}
						  - create_index: {name: a, columns: {b: {sort: up}, c: 1, d: {column: e}}}
						  - create_index: {name: a, columns: b}
						  - create_index:
						      name: a
						      columns:
						        - b
						        - {collate: C, opclas: {}}
						""",
						"01.yaml:2:38 operation 1 (create_index): 'columns' is empty. An index has at least one column",
						"01.yaml:3:49 operation 2 (create_index): 'columns[0].sort' must be one of ASC, DESC, and it is 'up'",
						"01.yaml:3:57 operation 2 (create_index): 'columns.c' must be an object, and it is the number 1",
						"01.yaml:3:63 operation 2 (create_index): 'columns.d' names its column twice. Remove 'column' from it",
						"01.yaml:4:38 operation 3 (create_index): 'columns' must be a list of columns, and it is text",
						"01.yaml:9:11 operation 4 (create_index): 'columns[1]' must have either the key 'column' or the key 'expression'",
						"01.yaml:9:24 operation 4 (create_index): unknown key 'columns[1].opclas'. Did you mean 'opclass'?"),
				yaml("""
						name: 02
						version_schema: 2024
						description: [a]
						operations:
						  - drop_table: {name: a, description: 5}
						""",
						"01.yaml:2:17: 'version_schema' must be text, and it is the number 2024. Put it in quotes: \"2024\"",
						"01.yaml:3:14: 'description' must be text, and it is a list",
						"01.yaml:5:40 operation 1 (drop_table): 'description' must be text, and it is the number 5. Put it in quotes: \"5\""),
				yaml("""
						name: other
						operations:
						  - drop_table: {name: a}
						""",
						"01.yaml:1:7: 'name' is 'other', and the file is called '01'. Remove 'name', or rename the file"));
	}

}
