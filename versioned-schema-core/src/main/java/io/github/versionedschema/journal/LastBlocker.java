package io.github.versionedschema.journal;

import java.time.Instant;
import java.util.List;

/**
 * What a transition last waited for in vain, until the next transition succeeds.
 *
 * @param step title of the step that could not acquire its locks
 * @param sessions the blocking sessions that were observed
 * @param at when the last attempt failed
 */
public record LastBlocker(String step, List<String> sessions, Instant at) {

	public LastBlocker {
		sessions = List.copyOf(sessions);
	}

	/** Returns the sessions and the step in one line. */
	public String text() {
		return "%s (%s, at %s)".formatted(String.join("; ", this.sessions), this.step, this.at);
	}

}
