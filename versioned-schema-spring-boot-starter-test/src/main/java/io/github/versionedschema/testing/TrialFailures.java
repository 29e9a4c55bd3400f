package io.github.versionedschema.testing;

import java.util.List;

import io.github.versionedschema.Verification;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong in the trial of a migration, as text. It knows the phase that the
 * trial is in.
 */
final class TrialFailures {

	private final String migration;

	private String phase = "before the migration";

	TrialFailures(String migration) {
		this.migration = migration;
	}

	/** Begins a phase. */
	void phase(String name) {
		this.phase = name;
	}

	String phase() {
		return this.phase;
	}

	/** Returns the failure of a transition or of the database. */
	TrialFailure of(Exception cause) {
		return failure(null, null, null, String.valueOf(cause.getMessage()), cause);
	}

	/** Returns the failure of the SQL that prepares the trial. */
	TrialFailure ofPreparation(String name, String sql, RuntimeException cause) {
		return failure("older", null, sql, name + " failed: " + cause.getMessage(), cause);
	}

	/** Returns the failure of a probe that no release ran. */
	TrialFailure ofProbe(String probe, Exception cause) {
		return failure(null, probe, null, String.valueOf(cause.getMessage()), cause);
	}

	/** Returns the failure of a statement of a release. */
	TrialFailure ofStatement(String release, String probe, @Nullable String statement, Throwable cause) {
		return failure(release, probe, statement, String.valueOf(cause.getMessage()), cause);
	}

	/** Returns the failure that the older release sees other rows. */
	TrialFailure otherRows(String release, String changes) {
		return failure(release, "reads all tables", null, "It sees other rows than before the migration:\n" + changes,
				null);
	}

	/** Returns the failure that the older release sees other values. */
	TrialFailure otherValues(String release, String probe, String changes) {
		return failure(release, probe, null,
				"It sees other values than before. If down cannot restore them, say acceptingDifferentValues():\n"
						+ changes,
				null);
	}

	/** Returns the failure that both releases see different values. */
	TrialFailure disagreement(Verification found) {
		return failure("both", null, null,
				"The releases see different values in table \"%s\": %s. %d row(s) differ, for example:\n%s"
					.formatted(found.table(), found.rule(), found.rows(), String.join("\n", found.samples())),
				null);
	}

	/** Returns the failure that the catalogue is not as expected. */
	TrialFailure otherCatalogue(String message, List<String> changes) {
		return failure(null, null, null, message + ":\n" + String.join("\n", changes), null);
	}

	private TrialFailure failure(@Nullable String release, @Nullable String probe, @Nullable String statement,
			String detail, @Nullable Throwable cause) {
		return new TrialFailure(this.migration, this.phase, release, probe, statement, detail, cause);
	}

}
