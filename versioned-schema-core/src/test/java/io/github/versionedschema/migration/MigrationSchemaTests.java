package io.github.versionedschema.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.versionedschema.cases.TestFile;
import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the published JSON schema describes what files may contain.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationSchemaTests {

	private static final Path FILE = Path.of("src/main/resources/META-INF/versioned-schema/migration.schema.json");

	/** Writes the file instead of failing. */
	private static final String WRITE = "migration.schema.write";

	/** Problems that are not problems of one key or of the kind of its value. */
	private static final List<String> BEYOND_SHAPE = List.of("'generated' needs either",
			"'on_delete_set_columns' needs", "this name is refused", "is given twice", "and the file is called");

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final MigrationReader reader = new MigrationReader(Operations.types());

	/** What the published file contains, if {@link #isWhatTheReaderAsksFor()}. */
	private final ObjectNode generated = new MigrationSchema(Operations.types()).schema();

	private final Schema schema = SCHEMAS.getSchema(this.generated);

	private final Schema schemaOfExamples = SCHEMAS.getSchema(new MigrationSchema(ExampleOperations.TYPES).schema());

	@Test
	void isWhatTheReaderAsksFor() throws IOException {
		String schema = new MigrationSchema(Operations.types()).text();
		if (Boolean.getBoolean(WRITE)) {
			Files.createDirectories(FILE.getParent());
			Files.writeString(FILE, schema);
		}
		assertThat(Files.exists(FILE) ? Files.readString(FILE).lines() : Stream.of())
			.as("%s differs from the records that files are bound to. Write it anew: ./mvnw test -pl versioned-schema-core -Dtest=%s#%s -D%s=true",
					FILE, getClass().getSimpleName(), "isWhatTheReaderAsksFor", WRITE)
			.containsExactlyElementsOf(schema.lines().toList());
	}

	@Test
	void isASchema() {
		Schema ofSchemas = SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
		assertThat(ofSchemas.validate(this.generated)).isEmpty();
	}

	@Test
	void describesEveryOperationAndKey() {
		assertThat(Operations.types().keys()).allSatisfy(
				(operation) -> assertThat(this.generated.at("/$defs/" + operation + "/description").asString(""))
					.isNotBlank());
		List<String> silent = new ArrayList<>();
		this.generated.findValues("properties")
			.forEach((properties) -> properties.properties()
				.stream()
				.filter((key) -> !key.getValue().has("description")
						&& !Operations.types().keys().contains(key.getKey()))
				.forEach((key) -> silent.add(key.getKey())));
		assertThat(silent).as("components of records whose Javadoc has no @param").isEmpty();
	}

	@Test
	void knowsTheDefaultsOfKeys() {
		assertThat(this.generated.at("/$defs/foreign_key_reference/properties/on_delete/default").asString())
			.isEqualTo("NO ACTION");
		assertThat(this.generated.at("/$defs/column_definition/properties/nullable/default").booleanValue()).isFalse();
		assertThat(this.generated.at("/$defs/alter_column/properties/nullable").has("default")).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.github.versionedschema.migration.ExistingMigration#readable")
	void acceptsMigrations(ExistingMigration migration) {
		assertThat(this.schema.validate(tree(migration.text()))).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.github.versionedschema.migration.ExistingMigration#all")
	@Tag("thorough")
	void agreesWithTheReaderAboutAMigrationAndEveryChangeOfIt(ExistingMigration migration) {
		JsonNode original = tree(migration.text());
		List<JsonNode> files = new ArrayList<>(List.of(original));
		ChangedFiles.ofEachOperation(original).forEach((operation) -> files.addAll(operation.all()));
		List<String> disagreements = new ArrayList<>();
		for (JsonNode file : files) {
			String text = withoutNulls(file);
			List<String> problems = problems(text);
			List<Error> errors = this.schema.validate(file);
			if (problems.isEmpty() != errors.isEmpty() && !areBeyondShape(problems)) {
				disagreements.add("%s%nreader: %s%nschema: %s".formatted(text, problems, errors));
			}
		}
		assertThat(disagreements).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("filesOfTheWrongShape")
	void refusesFilesOfTheWrongShape(TestFile file) {
		assertThat(this.schemaOfExamples.validate(tree(file.text()))).as(file.text()).isNotEmpty();
	}

	static Stream<TestFile> filesOfTheWrongShape() {
		return ReadProblems.files("migration-problems")
			.filter((file) -> ReadProblems.expected(file).stream().anyMatch((problem) -> !isBeyondShape(problem)));
	}

	private static JsonNode tree(String text) {
		return MAPPER
			.valueToTree(new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text));
	}

	/**
	 * Returns the file with no value for null, which is how a file comes to a null that
	 * the reader refuses.
	 */
	private static String withoutNulls(JsonNode file) {
		return file.toString().replaceAll("(?<=\":)null(?=[,}])", " ");
	}

	private List<String> problems(String yaml) {
		try {
			this.reader.read(List.of(new NamedFile("01.yaml", yaml)));
			return List.of();
		}
		catch (InvalidMigrationsException ex) {
			return ex.problems().stream().map(Problem::message).toList();
		}
	}

	private static boolean areBeyondShape(List<String> problems) {
		return !problems.isEmpty() && problems.stream().allMatch(MigrationSchemaTests::isBeyondShape);
	}

	private static boolean isBeyondShape(String problem) {
		return BEYOND_SHAPE.stream().anyMatch(problem::contains);
	}

}
