package io.github.versionedschema.applications.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cell of the matrix: an application, the moment at which it expands, and the expected
 * observation while the expand is blocked.
 *
 * @param application name of its module
 * @param mode {@code versioned-schema.expand.on}
 * @param uses when beans of it use the database
 * @param jvm options of its JVM
 * @param properties further properties
 * @param port whether its port answers
 * @param waiting what waits for the version
 */
record Cell(String application, String mode, Set<String> uses, List<String> jvm, List<String> properties, Port port,
		Set<String> waiting) {

	/** Creates a cell in which nothing uses the database early. */
	static Cell of(String application, String mode) {
		return new Cell(application, mode, Set.of(), List.of(), List.of(), Port.ANSWERS, Set.of());
	}

	Cell uses(String... moments) {
		return new Cell(this.application, this.mode, Set.of(moments), this.jvm, this.properties, this.port,
				this.waiting);
	}

	Cell jvm(String... options) {
		return new Cell(this.application, this.mode, this.uses, List.of(options), this.properties, this.port,
				this.waiting);
	}

	Cell with(String... properties) {
		List<String> all = new ArrayList<>(this.properties);
		all.addAll(List.of(properties));
		return new Cell(this.application, this.mode, this.uses, this.jvm, all, this.port, this.waiting);
	}

	/** Expects no open port while the expand is blocked. */
	Cell closed() {
		return port(Port.CLOSED);
	}

	/** Expects that the application never opens a port. */
	Cell none() {
		return port(Port.NONE);
	}

	private Cell port(Port port) {
		return new Cell(this.application, this.mode, this.uses, this.jvm, this.properties, port, this.waiting);
	}

	/** Expects these callers to wait while the expand is blocked. */
	Cell waits(String... moments) {
		return new Cell(this.application, this.mode, this.uses, this.jvm, this.properties, this.port,
				new TreeSet<>(List.of(moments)));
	}

	@Override
	public String toString() {
		List<String> parts = new ArrayList<>(List.of(this.application, this.mode));
		parts.addAll(new TreeSet<>(this.uses));
		parts.addAll(this.jvm);
		parts.addAll(this.properties);
		return String.join(" ", parts);
	}

	/** Returns the cells of three table columns. */
	String asRow() {
		List<String> further = new ArrayList<>(this.jvm);
		further.addAll(this.properties);
		return "%s | %s | %s %s".formatted(this.application, this.mode, String.join(", ", new TreeSet<>(this.uses)),
				String.join(" ", further).replace("--spring.", "").replace("--", ""));
	}

	/** Expected state of an application's port while the expand is blocked. */
	enum Port {

		/** The port answers: liveness is up, and readiness is refused. */
		ANSWERS,

		/** The port is not open yet. */
		CLOSED,

		/** The application never opens a port. */
		NONE

	}

}
