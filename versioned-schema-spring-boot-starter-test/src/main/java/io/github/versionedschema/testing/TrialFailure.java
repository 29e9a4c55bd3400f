package io.github.versionedschema.testing;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong in the trial of a migration.
 */
final class TrialFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TrialFailure(String migration, String phase, @Nullable String release, @Nullable String probe,
			@Nullable String statement, String detail, @Nullable Throwable cause) {
		super("""
				Migration "%s" was expected to keep releases working, but it does not.
				%s%s%s%s%s""".formatted(migration, line("Phase:    ", phase), line("Release:  ", release),
				line("Probe:    ", probe), line("Statement: ", statement), detail.stripTrailing().indent(2)), cause);
	}

	private static String line(String title, @Nullable String text) {
		return (text != null) ? "  " + title + text.strip().replace("\n", "\n    ") + "\n" : "";
	}

}
