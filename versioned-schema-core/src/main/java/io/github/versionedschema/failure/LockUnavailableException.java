package io.github.versionedschema.failure;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a step could not acquire its locks in any attempt. Its transaction was
 * rolled back each time; the steps before it are kept.
 */
public final class LockUnavailableException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final String title;

	private final transient List<Blocker> blockers;

	public LockUnavailableException(String title, @Nullable String lock, int tries, List<Blocker> blockers,
			Throwable cause) {
		super(FailureKind.BLOCKED, "lock-unavailable",
				"%s: %s could not be acquired after %d %s. %s Nothing of this step was changed; end the blocking sessions and try again."
					.formatted(title, (lock != null) ? "the lock " + lock : "a lock", tries,
							(tries == 1) ? "attempt" : "attempts", describe(blockers)),
				cause);
		this.title = title;
		this.blockers = List.copyOf(blockers);
	}

	private static String describe(List<Blocker> blockers) {
		return blockers.isEmpty() ? "No blocking session was observed."
				: blockers.stream()
					.map(Blocker::toString)
					.collect(Collectors.joining("; ", "Blocking sessions: ", "."));
	}

	@Override
	public String advice() {
		return """
				End the blocking sessions, or start when the database is less busy; what was done is kept. \
				versioned-schema.lock-tries sets the number of attempts.""";
	}

	/** Returns the title of the step that could not acquire its locks. */
	public String title() {
		return this.title;
	}

	/** Returns the blocking sessions that were observed. */
	@Override
	public List<Blocker> details() {
		return this.blockers;
	}

}
