package io.github.versionedschema.applications.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * Which applications are started, in which mode, and what is to be seen.
 */
final class Matrix {

	private Matrix() {
	}

	/** Some that stand for all. */
	static List<Cell> representative() {
		return List.of(Cell.of("jdbc-client", "ready"), Cell.of("jdbc-client", "lifecycle").uses("runner", "scheduled"),
				Cell.of("jdbc-client", "startup").closed(),
				Cell.of("jdbc-client", "never").uses("runner").waits("runner"));
	}

	/** All. */
	static List<Cell> all() {
		List<Cell> cells = new ArrayList<>(jdbcClient());
		return cells;
	}

	private static List<Cell> jdbcClient() {
		List<Cell> cells = new ArrayList<>();
		for (String mode : List.of("ready", "never")) {
			cells.add(Cell.of("jdbc-client", mode));
			cells.add(Cell.of("jdbc-client", mode).uses("post-construct").waits("post-construct").closed());
			cells.add(Cell.of("jdbc-client", mode).uses("listener").waits("listener"));
			cells.add(Cell.of("jdbc-client", mode).uses("scheduled").waits("scheduled"));
			cells.add(Cell.of("jdbc-client", mode).uses("runner").waits("runner"));
		}
		cells.add(Cell.of("jdbc-client", "lifecycle"));
		cells.add(Cell.of("jdbc-client", "lifecycle").uses("post-construct").waits("post-construct").closed());
		cells.add(Cell.of("jdbc-client", "lifecycle").uses("listener", "scheduled", "runner"));
		cells.add(Cell.of("jdbc-client", "startup").closed());
		cells.add(Cell.of("jdbc-client", "startup").uses("post-construct").waits("post-construct").closed());
		cells.add(Cell.of("jdbc-client", "startup").uses("listener", "scheduled", "runner").closed());
		return cells;
	}

}
