package io.github.versionedschema.damage;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.versionedschema.cases.ReshapeKeys;
import io.github.versionedschema.migration.InvalidMigrationsException;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/**
 * Tests that a damaged file is read or refused with the places of its problems. Of each
 * format 5,000 different files run by default; {@code -Ddamage.from=…} sets the first
 * seed and {@code -Ddamage.files=…} another number.
 */
@Tag("thorough")
class DamagedFilesTests {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private final MigrationReader reader = new MigrationReader(Operations.types());

	@ParameterizedTest
	@EnumSource
	void areReadOrRefusedWithTheirPlaces(ValidFiles format) {
		List<String> texts = format.texts();
		List<String> failures = DamagedFiles.from(format.fileName(), texts, Long.getLong("damage.from", 1))
			.limit(Long.getLong("damage.files", 5000))
			.flatMap((file) -> failures(file).stream())
			.toList();
		assertThat(failures).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void areValidWithoutTheDamage(ValidFiles format) {
		assertThat(format.texts()).isNotEmpty().allSatisfy((text) -> {
			assertThat(this.reader.read(List.of(DamagedFiles.undamaged(format.fileName(), text)))).hasSize(1);
		});
	}

	@Test
	void everyKeyOfReshapeIsInAFile() {
		Set<String> missing = new TreeSet<>(ReshapeKeys.all());
		assertThat(missing).contains("alter_enum.add.down", "remove_table.table");
		JsonMapper mapper = JsonMapper.shared();
		ValidFiles.RESHAPE_JSON.texts()
			.forEach((text) -> missing.removeAll(ReshapeKeys.of(mapper.readTree(text).get("actions"))));
		assertThat(missing).as("keys of Reshape's actions that no file has, and so none damages").isEmpty();
	}

	private List<String> failures(NamedFile file) {
		try {
			List<Migration> migrations = assertTimeout(LONGEST, () -> this.reader.read(List.of(file)));
			return (migrations.size() == 1) ? List.of() : List.of(file.getDescription() + " is ignored");
		}
		catch (InvalidMigrationsException ex) {
			List<String> lines = List.of(file.text().split("\r\n|\r|\n", -1));
			return ex.problems()
				.stream()
				.filter((problem) -> !isWithin(problem, file, lines))
				.map((problem) -> "%s is refused without a place in the file: %s".formatted(file.getDescription(),
						problem))
				.toList();
		}
		catch (RuntimeException | StackOverflowError | AssertionError ex) {
			return List.of("%s fails with %s".formatted(file.getDescription(), ex));
		}
	}

	private static boolean isWithin(Problem problem, NamedFile file, List<String> lines) {
		return problem.file().equals(file.getFilename()) && problem.line() >= 1 && problem.line() <= lines.size()
				&& problem.column() >= 1 && problem.column() <= lines.get(problem.line() - 1).length() + 1;
	}

}
