package io.github.versionedschema.pending;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.operation.Operations;

import org.springframework.core.io.ByteArrayResource;

/**
 * Recognizes that a database without a journal has the objects of a first migration that
 * was written from such a database.
 */
public final class ExistingBaseline {

	private static final int SHOWN = 10;

	private static final String TABLE = "create table ";

	private final Lead lead;

	private final JournalState state;

	public ExistingBaseline(Lead lead, JournalState state) {
		this.lead = lead;
		this.state = state;
	}

	/**
	 * Returns whether the database has exactly the objects of the first pending
	 * migration. The description of the database is compared with the file, so nothing
	 * depends on who created the objects.
	 * @throws RefusedException if it has some of the tables, with the differences
	 */
	public boolean isPresent(List<Migration> pending) {
		if (pending.isEmpty() || !pending.get(0).baseline() || !this.state.versions().isEmpty()
				|| !this.state.migrations().isEmpty() || pending.get(0).text() == null) {
			return false;
		}
		Migration file = pending.get(0);
		Migration present = read(this.lead.describe(), file.name());
		if (present.checksum().equals(file.checksum())) {
			return true;
		}
		requireNoneOfItsTables(file, lines(present), lines(file));
		return false;
	}

	private static Migration read(BaselineFile described, String name) {
		byte[] bytes = described.text().getBytes(StandardCharsets.UTF_8);
		return new MigrationReader(Operations.types()).read(List.of(new ByteArrayResource(bytes) {

			@Override
			public String getFilename() {
				return name + ".yaml";
			}

		})).get(0);
	}

	private static void requireNoneOfItsTables(Migration file, Set<String> present, Set<String> expected) {
		if (present.stream().noneMatch((line) -> line.startsWith(TABLE) && expected.contains(line))) {
			return;
		}
		List<String> differences = Stream
			.concat(expected.stream().filter((line) -> !present.contains(line)).map("only in the file: "::concat),
					present.stream().filter((line) -> !expected.contains(line)).map("only in the database: "::concat))
			.toList();
		throw new RefusedException(Reason.WRONG_PHASE,
				"The database has tables of %s, but not exactly its objects:\n%s%s".formatted(file.location(),
						differences.stream().limit(SHOWN).collect(Collectors.joining("\n")),
						(differences.size() > SHOWN) ? "\nand %d more.".formatted(differences.size() - SHOWN) : ""),
				"""
						Write the file anew (--versioned-schema.command=write-baseline), or change the database. If the \
						differences do not matter, record the file as applied: --versioned-schema.command=baseline \
						--versioned-schema.baseline.version=%s."""
					.formatted(file.name()),
				List.of());
	}

	private static Set<String> lines(Migration migration) {
		return String.valueOf(migration.text())
			.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
