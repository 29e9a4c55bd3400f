package io.github.versionedschema.autoconfigure.datasource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.test.util.TestPropertyValues;

/**
 * Kinds of pool, as Spring Boot configures them.
 */
enum PoolKind {

	HIKARI("com.zaxxer.hikari.HikariDataSource", "hikari.maximum-pool-size=1", "hikari.auto-commit="),

	TOMCAT("org.apache.tomcat.jdbc.pool.DataSource", "tomcat.max-active=1", "tomcat.default-auto-commit="),

	DBCP2("org.apache.commons.dbcp2.BasicDataSource", "dbcp2.max-total=1", "dbcp2.default-auto-commit=");

	private final String type;

	private final String oneConnection;

	private final String autoCommit;

	PoolKind(String type, String oneConnection, String autoCommit) {
		this.type = type;
		this.oneConnection = oneConnection;
		this.autoCommit = autoCommit;
	}

	/** Returns properties for a pool of one connection. */
	TestPropertyValues withOneConnection(boolean autoCommit) {
		return TestPropertyValues.of("spring.datasource.type=" + this.type, "spring.datasource." + this.oneConnection,
				"spring.datasource." + this.autoCommit + autoCommit);
	}

	/** Returns driver properties in the form that this pool expects. */
	TestPropertyValues withDriverProperties(Map<String, String> properties) {
		List<String> pairs = new ArrayList<>(List.of("spring.datasource.type=" + this.type));
		if (this == HIKARI) {
			properties.forEach((name, value) -> pairs
				.add("spring.datasource.hikari.data-source-properties." + name + "=" + value));
		}
		else {
			pairs.add("spring.datasource." + name().toLowerCase(Locale.ROOT) + ".connection-properties="
					+ properties.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(";")));
		}
		return TestPropertyValues.of(pairs);
	}

}
