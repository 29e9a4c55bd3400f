package io.github.versionedschema.transition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that force terminated, by the version that they used.
 */
final class TerminatedSessions {

	private final Map<String, List<Object>> sessions = new LinkedHashMap<>();

	/**
	 * Adds a session.
	 * @param version the version that it used, or null for the state before the first
	 * migration
	 */
	void add(@Nullable GatedVersion version, Object session) {
		String used = (version != null) ? "version \"%s\"".formatted(version.name())
				: "the state before the first migration";
		this.sessions.computeIfAbsent(used, (name) -> new ArrayList<>()).add(session);
	}

	/** Returns a sentence about them; empty if there are none. */
	String describe() {
		return describe("Force terminated ");
	}

	/**
	 * Returns a sentence about sessions that would be terminated; empty if there are
	 * none.
	 */
	String preview() {
		return describe("Force would terminate ");
	}

	private String describe(String start) {
		return this.sessions.isEmpty() ? ""
				: this.sessions.entrySet()
					.stream()
					.map((used) -> "%d %s of %s".formatted(used.getValue().size(),
							(used.getValue().size() == 1) ? "session" : "sessions", used.getKey()))
					.collect(Collectors.joining(", ", start, "."));
	}

	/** Returns a line for each session; empty if there are none. */
	String lines() {
		return this.sessions.values()
			.stream()
			.flatMap(List::stream)
			.map(Object::toString)
			.collect(Collectors.joining("\n"));
	}

}
