package io.github.versionedschema.migration;

import java.util.List;

import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.versionedschema.migration.ReadProblems.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the keys that say how carefully the steps of an operation treat clients.
 */
class HintTests {

	private static final String FILE = """
			operations:
			  - drop_table: {name: a}
			  - drop_table: {name: b%s}
			""";

	private static final String ACTION = """
			[[actions]]
			type = "alter_column"
			table = "a"
			column = "b"
			up = "b * 12"
			down = "b / 12"
			changes = { name = "c", type = "BIGINT" }
			""";

	private final MigrationReader reader = new MigrationReader(Operations.types());

	@Test
	void belongToOneOperation() {
		assertThat(hints(", lock_timeout: 100ms, batch: 1s")).containsExactly(Hints.NONE, new Hints(100L, 1_000L));
	}

	@Test
	void ofAnActionOfReshapeBelongToAllItsOperations() {
		assertThat(reshape("lock_timeout = \"100ms\"\nbatch = \"1s\"").operations()).hasSize(2)
			.extracting(SourcedOperation::hints)
			.containsOnly(new Hints(100L, 1_000L));
	}

	@ParameterizedTest
	@CsvSource({ "250ms, 250", "2s, 2000", "1m, 60000" })
	void areDurations(String text, long millis) {
		assertThat(hints(", batch: " + text)).last().isEqualTo(new Hints(null, millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "~" })
	void mayBeLeftEmpty(String text) {
		assertThat(hints(", batch: " + text)).last().isEqualTo(Hints.NONE);
	}

	@Test
	void mayChangeInAFileThatWasApplied() {
		assertThat(read(", lock_timeout: 100ms").checksum()).isEqualTo(read("").checksum());
		assertThat(reshape("lock_timeout = \"100ms\"").checksum()).isEqualTo(reshape("").checksum());
	}

	@ParameterizedTest
	@CsvSource({ "250, the number 250", "0s, text", "1 hour, text", "'[1s]', a list" })
	void areRefusedWithoutAUnit(String text, String what) {
		assertThat(problems(new NamedFile("01.yaml", FILE.formatted(", lock_timeout: " + text)))).singleElement()
			.asString()
			.contains("01.yaml:3", "operation 2 (drop_table)", "'lock_timeout' must be a duration, and it is " + what,
					"Write a number with the unit ms, s or m, as in lock_timeout: 100ms");
	}

	@Test
	void areRefusedOnceInAnActionOfReshape() {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> reshape("batch = 50"))
			.satisfies((refusal) -> assertThat(refusal.problems()).singleElement()
				.asString()
				.contains("01.toml:8", "operation 1 (alter_column)",
						"'batch' must be a duration, and it is the number 50"));
	}

	@Test
	void ofSeveralOperationsAreTheMostCareful() {
		assertThat(new Hints(100L, null).and(new Hints(200L, 50L))).isEqualTo(new Hints(100L, 50L));
		assertThat(Hints.NONE.and(Hints.NONE)).isEqualTo(Hints.NONE);
	}

	private List<Hints> hints(String keys) {
		return read(keys).operations().stream().map(SourcedOperation::hints).toList();
	}

	private Migration read(String keys) {
		return file("01.yaml", FILE.formatted(keys));
	}

	private Migration reshape(String keys) {
		return file("01.toml", ACTION + keys);
	}

	private Migration file(String name, String text) {
		return this.reader.read(List.of(new NamedFile(name, text))).get(0);
	}

}
