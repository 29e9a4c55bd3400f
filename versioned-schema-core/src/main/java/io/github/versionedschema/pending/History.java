package io.github.versionedschema.pending;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.MigrationRow;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.InvalidPlanException;

/**
 * Compares the application's migrations with the history in the database.
 */
public final class History {

	private final List<Migration> files;

	private final JournalState state;

	private final Map<String, MigrationRow> applied;

	public History(List<Migration> files, JournalState state) {
		this.files = files;
		this.state = state;
		this.applied = state.applied().stream().collect(Collectors.toMap(MigrationRow::name, Function.identity()));
	}

	/**
	 * Returns the migrations that are not applied, in order.
	 * @throws InvalidPlanException if files and history contradict each other
	 */
	List<Migration> pending() {
		List<Finding> findings = new ArrayList<>();
		List<Migration> pending = new ArrayList<>();
		for (Migration file : this.files) {
			MigrationRow row = this.applied.get(file.name());
			if (row == null && !isStoodFor(file)) {
				pending.add(file);
			}
			else if (row != null) {
				changed(file, row).ifPresent(findings::add);
				inserted(pending, file).ifPresent(findings::add);
			}
		}
		if (!pending.isEmpty()) {
			diverged(pending).ifPresent(findings::add);
			pending.forEach((file) -> usedVersion(file).ifPresent(findings::add));
		}
		if (!findings.isEmpty()) {
			throw new InvalidPlanException(findings);
		}
		return pending;
	}

	/**
	 * Returns migrations that are not applied and come before an applied one. They can
	 * only describe the state before it.
	 */
	public List<Migration> earlier(List<Migration> migrations) {
		return migrations.stream().filter((file) -> !isApplied(file) && isBeforeApplied(file)).toList();
	}

	public boolean isApplied(Migration file) {
		return this.applied.containsKey(file.name());
	}

	/**
	 * If a later migration was applied, a baseline migration before it is already covered
	 * by those that it replaces.
	 */
	private boolean isStoodFor(Migration file) {
		return file.baseline() && isBeforeApplied(file);
	}

	private boolean isBeforeApplied(Migration file) {
		return this.files.subList(this.files.indexOf(file) + 1, this.files.size()).stream().anyMatch(this::isApplied);
	}

	private static Optional<Finding> changed(Migration file, MigrationRow row) {
		return (file.baseline() || file.checksum().equals(row.checksum())) ? Optional.empty() : error(
				"Migration %s was changed after it was applied at %s: its checksum was %s and is now %s."
					.formatted(file.location(), row.startedAt(), row.checksum(), file.checksum()),
				"Restore the file, and put the difference into a new migration. If the migration is not completed yet, you can also stop the instances that use its version, abort it, and start again with the file as it is now.");
	}

	private Optional<Finding> inserted(List<Migration> pending, Migration applied) {
		boolean isFirstAfter = !pending.isEmpty() && this.files.indexOf(applied) > 0
				&& pending.contains(this.files.get(this.files.indexOf(applied) - 1));
		return !isFirstAfter ? Optional.empty() : error(
				"%s come%s before %s, which has already been applied.".formatted(names(pending),
						(pending.size() == 1) ? "s" : "", applied.location()),
				"Rename new migrations so that they sort after the applied ones. If the database already had what "
						+ "they make, record them with the operator command baseline.");
	}

	/** A release that lacks applied migrations may run, but not migrate. */
	private Optional<Finding> diverged(List<Migration> pending) {
		Set<String> known = this.files.stream().map(Migration::name).collect(Collectors.toSet());
		int lastKnown = this.applied.values()
			.stream()
			.filter((row) -> known.contains(row.name()))
			.mapToInt(MigrationRow::ordinal)
			.max()
			.orElse(0);
		String unknown = this.applied.values()
			.stream()
			.filter((row) -> row.ordinal() > lastKnown)
			.map(MigrationRow::name)
			.sorted()
			.collect(Collectors.joining(", "));
		return unknown.isEmpty() ? Optional.empty() : error(
				"The database has migrations that this application does not (%s), and this application has some that the database does not (%s)."
					.formatted(unknown, names(pending)),
				"Add the missing files to this release, or deploy a release that has them.");
	}

	private Optional<Finding> usedVersion(Migration file) {
		boolean ofRun = this.state.runs().stream().anyMatch((run) -> run.toVersion().equals(file.version()));
		return (ofRun || this.state.version(file.version()).isEmpty()) ? Optional.empty()
				: error("Migration %s leads to version \"%s\", which exists already or existed before."
					.formatted(file.location(), file.version()), "Give it another name.");
	}

	private static String names(List<Migration> migrations) {
		return migrations.stream().map(Migration::location).collect(Collectors.joining(", "));
	}

	private static Optional<Finding> error(String message, String advice) {
		return Optional.of(new Finding(Severity.ERROR, null, message, advice));
	}

}
