package io.github.versionedschema.applications.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Defines which applications are started, in which mode, and the expected observations.
 */
final class Matrix {

	private static final List<String> MODES = List.of("ready", "lifecycle", "startup", "never");

	/** Keeps the application running, as nothing else does. */
	private static final String KEEP_ALIVE = "--spring.main.keep-alive=true";

	private Matrix() {
	}

	/** Returns a cell of every mode, and of every kind of application. */
	static List<Cell> representative() {
		return List.of(Cell.of("jpa", "ready").with("--spring.jpa.hibernate.ddl-auto=validate").closed(),
				Cell.of("jdbc-client", "lifecycle")
					.jvm("-Dspring.aot.enabled=true")
					.uses("listener", "scheduled", "runner"),
				Cell.of("jdbc-client", "ready"), Cell.of("jdbc-client", "never").uses("runner").waits("runner"),
				Cell.of("data-jdbc", "startup").closed(),
				Cell.of("webflux", "lifecycle").uses("listener", "scheduled", "runner"));
	}

	/** Returns all cells. */
	static List<Cell> all() {
		List<Cell> cells = new ArrayList<>();
		cells.addAll(moments());
		cells.addAll(mappers());
		cells.addAll(waysToRun());
		cells.addAll(neighbours());
		cells.addAll(pools());
		return cells;
	}

	/** Returns cells with beans that use the database at different moments. */
	private static List<Cell> moments() {
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

	/**
	 * Returns cells with frameworks that query the database for its dialect while beans
	 * are created.
	 */
	private static List<Cell> mappers() {
		List<Cell> cells = new ArrayList<>();
		for (String mode : MODES) {
			cells.add(Cell.of("data-jdbc", mode).closed());
			cells.add(Cell.of("jpa", mode).with("--spring.jpa.hibernate.ddl-auto=none").closed());
			cells.add(Cell.of("jpa", mode).with("--spring.jpa.hibernate.ddl-auto=validate").closed());
		}
		cells.add(Cell.of("data-jdbc", "ready").with("--spring.data.jdbc.dialect=postgresql"));
		cells.add(Cell.of("data-jdbc", "lifecycle")
			.with("--spring.data.jdbc.dialect=postgresql")
			.uses("listener", "scheduled", "runner"));
		cells.add(Cell.of("jpa", "ready")
			.with("--spring.jpa.hibernate.ddl-auto=none",
					"--spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false",
					"--spring.jpa.database=postgresql"));
		cells.add(Cell.of("jpa", "ready")
			.with("--spring.jpa.hibernate.ddl-auto=validate", "--spring.data.jpa.repositories.bootstrap-mode=deferred")
			.closed());
		return cells;
	}

	/** Returns cells with different ways to run an application. */
	private static List<Cell> waysToRun() {
		List<Cell> cells = new ArrayList<>();
		for (String mode : MODES) {
			cells.add(port(mode, Cell.of("jdbc-client", mode).with("--management.server.port=0")));
			cells.add(port(mode, Cell.of("jdbc-client", mode)
				.with("--spring.jmx.enabled=true", "--management.endpoints.jmx.exposure.include=*")));
			cells.add(port(mode, Cell.of("jdbc-client", mode).with("--spring.threads.virtual.enabled=true")));
			cells.add(port(mode, Cell.of("jdbc-client", mode).with("--spring.main.lazy-initialization=true")));
			cells.add(port(mode, Cell.of("jdbc-client", mode).jvm("-Dspring.aot.enabled=true")));
			cells.add(port(mode, Cell.of("webflux", mode)));
			cells.add(Cell.of("no-web", mode).with(KEEP_ALIVE).none());
			cells.add(Cell.of("jdbc-client", mode).with("--spring.main.web-application-type=none", KEEP_ALIVE).none());
		}
		cells.add(Cell.of("jdbc-client", "ready")
			.with("--spring.threads.virtual.enabled=true")
			.uses("scheduled", "listener")
			.waits("scheduled", "listener"));
		cells.add(Cell.of("jdbc-client", "ready")
			.with("--spring.main.lazy-initialization=true")
			.uses("runner")
			.waits("runner"));
		cells.add(Cell.of("jdbc-client", "lifecycle")
			.jvm("-Dspring.aot.enabled=true")
			.uses("listener", "scheduled", "runner"));
		cells.add(Cell.of("jdbc-client", "lifecycle")
			.with("--management.server.port=0")
			.uses("listener", "scheduled", "runner"));
		cells.add(Cell.of("no-web", "ready").with(KEEP_ALIVE).none().uses("runner").waits("runner"));
		cells.add(Cell.of("no-web", "lifecycle").with(KEEP_ALIVE).none().uses("listener", "scheduled", "runner"));
		cells.add(Cell.of("webflux", "lifecycle").uses("listener", "scheduled", "runner"));
		return cells;
	}

	/** Returns cells with other tools that change the schema. */
	private static List<Cell> neighbours() {
		List<Cell> cells = new ArrayList<>();
		for (String mode : MODES) {
			for (String neighbour : List.of("--spring.flyway.enabled=true", "--spring.liquibase.enabled=true",
					"--spring.sql.init.mode=always")) {
				cells.add(port(mode, Cell.of("neighbours", mode).with(neighbour)));
			}
		}
		for (String neighbour : List.of("--spring.flyway.enabled=true", "--spring.liquibase.enabled=true",
				"--spring.sql.init.mode=always")) {
			cells.add(Cell.of("neighbours", "ready")
				.with(neighbour)
				.uses("post-construct")
				.waits("post-construct")
				.closed());
		}
		return cells;
	}

	/** Returns cells with different sources of connections. */
	private static List<Cell> pools() {
		return Stream.of("--spring.datasource.type=org.apache.tomcat.jdbc.pool.DataSource",
				"--spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource",
				"--spring.datasource.hikari.auto-commit=false",
				"--spring.datasource.hikari.data-source-class-name=org.postgresql.ds.PGSimpleDataSource",
				"--spring.datasource.connection-fetch=lazy", "--spring.profiles.active=own",
				"--spring.profiles.active=rotating", "--spring.profiles.active=two", "--spring.profiles.active=details")
			.map((property) -> Cell.of("pools", "ready")
				.with(property)
				.uses("runner", "listener", "scheduled")
				.waits("runner", "listener", "scheduled"))
			.toList();
	}

	private static Cell port(String mode, Cell cell) {
		return mode.equals("startup") ? cell.closed() : cell;
	}

}
