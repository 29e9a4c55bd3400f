package io.github.versionedschema.applications.matrix;

import java.util.Set;
import java.util.TreeSet;

import io.github.versionedschema.applications.matrix.Cell.Port;

/**
 * External observation of an application while the expand is blocked.
 *
 * @param liveness status of the probe, or 0 when no port answers
 * @param readiness status of the probe, or 0 when no port answers
 * @param waiting what looks at the database
 * @param seen what has seen something, which is too early
 */
record Observation(int liveness, int readiness, Set<String> waiting, Set<String> seen) {

	static Observation of(RunningApplication application) {
		Set<String> waiting = new TreeSet<>();
		Set<String> seen = new TreeSet<>();
		application.sightings().forEach((line) -> {
			String moment = line.substring(0, line.indexOf(' '));
			(line.endsWith(" looks") ? waiting : seen).add(moment);
		});
		return new Observation(application.manage("/actuator/health/liveness").status(),
				application.manage("/actuator/health/readiness").status(), waiting, seen);
	}

	static Observation expected(Cell cell) {
		boolean answers = cell.port() == Port.ANSWERS;
		return new Observation(answers ? 200 : 0, answers ? 503 : 0, new TreeSet<>(cell.waiting()), Set.of());
	}

	/**
	 * Returns whether another observation may only need more time to equal this one.
	 */
	boolean hasAtLeast(Observation expected) {
		return (this.liveness == expected.liveness || expected.liveness == 0)
				&& this.waiting.containsAll(expected.waiting);
	}

	/** Returns the cells of three table columns. */
	String asRow() {
		return "%s | %s | %s".formatted((this.liveness == 0) ? "no port" : this.liveness,
				(this.readiness == 0) ? "no port" : this.readiness, String.join(", ", this.waiting));
	}

}
