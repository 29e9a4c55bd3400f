package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.versionedschema.migration.ReadProblems.json;
import static io.github.versionedschema.migration.ReadProblems.problems;
import static io.github.versionedschema.migration.ReadProblems.toml;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the messages about files of Reshape with the wrong content, or with content that
 * is not supported yet.
 */
class ReshapeProblemsTests {

	@ParameterizedTest(name = "{0} #{index}")
	@MethodSource({ "wrongFiles", "wrongActions", "whatIsNotSupported" })
	void saysWhatIsWrongAndWhere(String file, String text, List<String> expected) {
		assertThat(problems(new NamedFile(file, text))).containsExactlyElementsOf(expected);
	}

	static Stream<Arguments> wrongFiles() {
		return Stream.of(toml("""
				actions = []
				operations = []
				""",
				"01.toml:1:1: the file has 'operations' and 'actions', which belong to different formats. Write one of them"),
				toml("""
						action = []
						""", "01.toml:1:1: the key 'operations' is missing. A file of Reshape has 'actions' instead",
						"01.toml:1:1: unknown key 'action'. Possible here: name, version_schema, description, baseline, operations"),
				toml("""
						version_schema = "a"

						[[actions]]
						type = "remove_table"
						table = "a"
						""", "01.toml:1:1: unknown key 'version_schema'. Possible here: name, description, actions"),
				toml("""
						name = "02"
						actions = []
						""",
						"01.toml:1:8: 'name' is '02', and the file is called '01'. Remove 'name', or rename the file"),
				toml("""
						[actions]
						type = "remove_table"
						table = "a"
						""",
						"01.toml:1:2: 'actions' must be a list, and it is an object. Write each action as an item of its own"));
	}

	static Stream<Arguments> wrongActions() {
		return Stream.of(toml("""
				actions = [
				  "remove_table",
				  { table = "a" },
				  { type = 1 },
				]
				""", "01.toml:2:3: action 1 must be an object with the key 'type', and it is text",
				"01.toml:3:3: the key 'type' of action 2 is missing. Possible are: add_check, add_column, add_foreign_key, "
						+ "add_index, alter_column, alter_enum, create_enum, create_table, custom, remove_check, remove_column, remove_enum, "
						+ "remove_foreign_key, remove_index, remove_table, rename_table",
				"01.toml:4:12: 'type' of action 3 must be text, and it is the number 1"),
				toml("""
						[[actions]]
						type = "remove_tabel"
						table = "a"
						""",
						"01.toml:2:8 operation 1 (remove_tabel): unknown action 'remove_tabel'. Did you mean 'remove_table'?"),
				toml("""
						[[actions]]
						type = "remove_table"
						table = "a"

						[[actions]]
						type = "add_column"
						tabel = "users"

						    [actions.column]
						    name = "age"
						    nullable = "yes"
						    default = 0
						""", "01.toml:5:1 operation 2 (add_column): the key 'table' is missing",
						"01.toml:7:1 operation 2 (add_column): unknown key 'tabel'. Did you mean 'table'?",
						"01.toml:9:5 operation 2 (add_column): the key 'column.type' is missing",
						"01.toml:11:16 operation 2 (add_column): 'column.nullable' must be true or false, and it is text",
						"01.toml:12:15 operation 2 (add_column): 'column.default' must be text, and it is the number 0. Put it in quotes: \"0\""),
				toml("""
						[[actions]]
						type = "create_table"
						name = "t"
						primary_key = []
						columns = [{ name = "a", type = "int" }]

						    [[actions.foreign_keys]]
						    columns = ["a"]
						    referenced_table = "b"
						    referenced_columns = ["id"]
						    on_delete = "explode"

						    [[actions.checks]]
						    name = "positive"
						""",
						"01.toml:11:17 operation 1 (create_table): 'foreign_keys[0].on_delete' must be one of "
								+ "NO ACTION, RESTRICT, CASCADE, SET NULL, SET DEFAULT, and it is 'explode'",
						"01.toml:13:5 operation 1 (create_table): the key 'checks[0].expression' is missing"),
				toml("""
						[[actions]]
						type = "create_table"
						name = "t"
						primary_key = []
						columns = []
						""",
						"01.toml:4:1 operation 1 (create_table): 'primary_key' is empty. Name at least one column"),
				toml("""
						[[actions]]
						type = "alter_column"
						table = "t"
						column = "a"
						changes = { name = "a" }
						""",
						"01.toml:1:1 operation 1 (alter_column): the action changes nothing. Give 'changes', 'up' or 'down'"),
				json("""
						{"actions": [{"type": "add_index", "table": "t", "index": {"name": "i", "columns": [
						  "a",
						  {"column": "b", "sort": "ASC"},
						  {"direction": "up"}
						]}}]}
						""",
						"01.json:3:19 operation 1 (add_index): unknown key 'index.columns[1].sort'. Possible here: column, expression, direction, nulls",
						"01.json:4:17 operation 1 (add_index): 'index.columns[2].direction' must be one of ASC, DESC, and it is 'up'"),
				json("""
						{"actions": [{"type": "add_index", "table": "t", "index": {"name": "i", "columns": [
						  {"direction": "asc"}
						]}}]}
						""",
						"01.json:2:3 operation 1 (add_index): 'index.columns[0]' must have either the key 'column' or the key 'expression'"));
	}

	static Stream<Arguments> whatIsNotSupported() {
		return Stream.of(toml("""
				[[actions]]
				type = "create_table"
				name = "profiles"
				primary_key = ["id"]
				columns = [{ name = "id", type = "int" }]

				    [actions.up]
				    table = "users"
				    values = { id = "users.id" }
				    upsert_constraint = "profiles_id_key"

				[[actions]]
				type = "add_column"
				table = "users"
				column = { name = "a", type = "int", generated = "ALWAYS AS (b) VIRTUAL" }

				[[actions]]
				type = "add_column"
				table = "users"
				column = { name = "a", type = "int" }
				up = { table = "profiles", value = "profiles.id" }
				""",
				"01.toml:10:5 operation 1 (create_table): 'upsert_constraint' must be the primary key. Leave it out",
				"01.toml:15:38 operation 2 (add_column): GENERATED ALWAYS AS (b) VIRTUAL is not supported yet. "
						+ "Supported are 'ALWAYS AS IDENTITY', 'BY DEFAULT AS IDENTITY' and 'ALWAYS AS (...) STORED'",
				"01.toml:21:6 operation 3 (add_column): 'table' and 'where' need each other"), toml("""
						[[actions]]
						type = "add_check"
						table = "t"
						check = { expression = "a > 0" }
						""", "01.toml:4:1 operation 1 (add_check): the key 'check.name' is missing"));
	}

}
