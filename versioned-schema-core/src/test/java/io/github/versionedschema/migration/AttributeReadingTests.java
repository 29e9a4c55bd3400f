package io.github.versionedschema.migration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.cases.TestFile;
import io.github.versionedschema.migration.ExampleOperations.AddColumn;
import io.github.versionedschema.migration.ExampleOperations.AlterColumn;
import io.github.versionedschema.migration.ExampleOperations.CreateConstraint;
import io.github.versionedschema.migration.ExampleOperations.CreateIndex;
import io.github.versionedschema.migration.ExampleOperations.CreateTable;
import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.ExcludeDefinition;
import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.Generated;
import io.github.versionedschema.migration.model.Identity;
import io.github.versionedschema.migration.model.IndexField;
import io.github.versionedschema.migration.model.IndexParameters;
import io.github.versionedschema.migration.model.MatchType;
import io.github.versionedschema.migration.model.NullsOrder;
import io.github.versionedschema.migration.model.OperatorClass;
import io.github.versionedschema.migration.model.ReferentialAction;
import io.github.versionedschema.migration.model.SortOrder;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.model.UniqueDefinition;
import io.github.versionedschema.migration.model.UserSpecifiedValues;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how the attributes of operations are read.
 */
class AttributeReadingTests {

	private final MigrationReader reader = new MigrationReader(ExampleOperations.TYPES);

	@Test
	void readsEveryAttributeOfAColumnFromYaml() {
		Operation operation = operation(TestFile.of("attribute-reading/every-attribute-of-a-column.yaml"));
		assertThat(operation).isEqualTo(new AddColumn("users",
				new ColumnDefinition("age", "numeric(10,2)", true, true, true, "0", null,
						new CheckDefinition("positive", "age > 0", true),
						new ForeignKeyReference("fk", "ages", "id", ReferentialAction.SET_NULL,
								ReferentialAction.SET_DEFAULT, MatchType.FULL, true, true),
						new Generated(null, new Identity(UserSpecifiedValues.BY_DEFAULT, "START 7"))),
				"upper(name)"));
	}

	@Test
	void readsEveryAttributeOfAColumnFromJson() {
		Operation operation = operation(TestFile.of("attribute-reading/every-attribute-of-a-column.json"));
		assertThat(operation).isEqualTo(new AddColumn("users", new ColumnDefinition("age", "int", true, true, true, "0",
				"years", new CheckDefinition("positive", "age > 0", false), new ForeignKeyReference("fk", "ages", "id",
						ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION, MatchType.SIMPLE, false, false),
				new Generated("a + b", null)), null));
	}

	@Test
	void aBlankUpCommentOrDescriptionIsNotGiven() {
		Migration migration = read("01.json", """
				{"description": "", "operations": [{"add_column": {"table": "users", "up": " ", "description": "\\n",
				  "column": {"name": "age", "type": "int", "comment": "\\t"}}}]}
				""");
		assertThat(migration.description()).isNull();
		assertThat(migration.operations()).singleElement().satisfies((sourced) -> {
			assertThat(sourced.operation())
				.isEqualTo(operation("operations: [{add_column: {table: users, column: {name: age, type: int}}}]"));
			assertThat(sourced.description()).isNull();
		});
		assertThat(operation("operations: [{create_constraint: {name: n, up: {a: '', b: b}}}]"))
			.isEqualTo(new CreateConstraint("n", Map.of("b", "b")));
	}

	@Test
	void fillsInTheDefaultsOfTheFormat() {
		Operation operation = operation("""
				operations:
				  - create_table:
				      name: users
				      columns:
				        - {name: id, type: bigint, generated: {identity: {}}}
				""");
		assertThat(operation).isEqualTo(
				new CreateTable("users",
						List.of(new ColumnDefinition("id", "bigint", false, false, false, null, null, null, null,
								new Generated(null, new Identity(UserSpecifiedValues.ALWAYS, null)))),
						null, List.of()));
	}

	@Test
	void readsEveryAttributeOfAConstraint() {
		CreateTable table = (CreateTable) operation(
				TestFile.of("attribute-reading/every-attribute-of-a-constraint.json"));
		assertThat(table.constraints()).containsExactly(
				new ConstraintDefinition("f", ConstraintType.FOREIGN_KEY, List.of("a", "b"), null, true, true, false,
						false,
						new TableForeignKeyReference("o", List.of("c", "d"), ReferentialAction.SET_DEFAULT,
								ReferentialAction.CASCADE, MatchType.FULL, List.of("b")),
						null, null),
				new ConstraintDefinition("e", ConstraintType.EXCLUDE, List.of(), null, false, false, false, false, null,
						new ExcludeDefinition("gist", "during WITH &&", "active"), null),
				new ConstraintDefinition("u", ConstraintType.UNIQUE, List.of("a"), null, false, false, true, false,
						null, null, new IndexParameters("fast", "fillfactor=70", List.of("b"))),
				new ConstraintDefinition("c", ConstraintType.CHECK, List.of(), "a > b", false, false, false, true, null,
						null, null),
				new ConstraintDefinition("p", ConstraintType.PRIMARY_KEY, List.of("a"), null, false, false, false,
						false, null, null, null));
	}

	@Test
	void tellsATextThatIsTakenAwayFromOneThatIsNotMentioned() {
		Migration migration = read("01.yaml", """
				operations:
				  - alter_column: {table: t, column: c}
				  - alter_column: {table: t, column: c, default: null, comment: ~}
				  - alter_column: {table: t, column: c, default: now(), comment: ''}
				  - alter_column: {table: t, column: c, nullable: false, unique: {name: u}, default: , comment: }
				""");
		assertThat(migration.operations()).extracting(SourcedOperation::operation)
			.containsExactly(new AlterColumn("t", "c", null, Change.absent(), Change.absent(), null, null),
					new AlterColumn("t", "c", null, Change.drop(), Change.drop(), null, null),
					new AlterColumn("t", "c", null, Change.to("now()"), Change.to(""), null, null),
					new AlterColumn("t", "c", false, Change.drop(), Change.drop(), new UniqueDefinition("u"), null));
	}

	@Test
	void readsTheColumnsOfAnIndexInTheirThreeForms() {
		IndexField plain = new IndexField("b", null, null, null, null, null);
		assertThat(indexColumns("[b, a]")).containsExactly(plain, new IndexField("a", null, null, null, null, null));
		assertThat(indexColumns("{z: {}, b: , a: {sort: desc, nulls: first}}")).containsExactly(
				new IndexField("z", null, null, null, null, null), plain,
				new IndexField("a", null, null, SortOrder.DESC, NullsOrder.FIRST, null));
		assertThat(
				indexColumns("[b, {column: a, collate: C, sort: ASC, nulls: LAST, opclass: {name: o, params: [k=1]}}]"))
			.containsExactly(plain, new IndexField("a", null, "C", SortOrder.ASC, NullsOrder.LAST,
					new OperatorClass("o", List.of("k=1"))));
	}

	@Test
	void readsMapsWithTheUsersOwnKeys() {
		assertThat(operation("operations: [{create_constraint: {name: n, up: {firstName: a, \"last name\": b}}}]"))
			.isEqualTo(new CreateConstraint("n", Map.of("firstName", "a", "last name", "b")));
		assertThat(operation("operations: [{create_constraint: {name: n}}]"))
			.isEqualTo(new CreateConstraint("n", Map.of()));
	}

	private List<IndexField> indexColumns(String columns) {
		return ((CreateIndex) operation("operations: [{create_index: {name: i, columns: " + columns + "}}]")).columns();
	}

	private Operation operation(String yaml) {
		return read("01.yaml", yaml).operations().get(0).operation();
	}

	private Operation operation(TestFile file) {
		return read(file.fileName(), file.text()).operations().get(0).operation();
	}

	private Migration read(String file, String text) {
		return this.reader.read(List.of(new NamedFile(file, text.getBytes(StandardCharsets.UTF_8)))).get(0);
	}

}
