package io.github.versionedschema.applications.libraries;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.test.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running instance of a release.
 */
final class Release implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Release(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the first instance on an empty database, which creates the tables of Quartz.
	 */
	static Release startFirst(TestDatabase database, String version, Class<?>... applications) {
		return start(database, "always", version, applications);
	}

	static Release start(TestDatabase database, String version, Class<?>... applications) {
		return start(database, "never", version, applications);
	}

	private static Release start(TestDatabase database, String quartzTables, String version, Class<?>... applications) {
		return new Release(new SpringApplicationBuilder(applications).run("--versioned-schema.version=" + version,
				"--spring.quartz.scheduler-name=" + version, "--spring.quartz.jdbc.initialize-schema=" + quartzTables,
				"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(),
				"--spring.r2dbc.url=" + database.url().replace("jdbc:", "r2dbc:"),
				"--spring.r2dbc.username=" + database.user(), "--spring.r2dbc.password=" + database.password()));
	}

	Map<String, Client> clients() {
		return new TreeMap<>(this.context.getBeansOfType(Client.class));
	}

	VersionedSchema schema() {
		return this.context.getBean(VersionedSchema.class);
	}

	Set<String> libraries() {
		return clients().keySet();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
