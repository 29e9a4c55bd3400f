package io.github.versionedschema.applications.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.test.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.awaitility.Awaitility.await;

/**
 * Two releases of a shop, as applications of their own on one database.
 */
final class Releases implements AutoCloseable {

	private final TestDatabase database;

	private final Class<?> application;

	private final List<ConfigurableApplicationContext> running = new ArrayList<>();

	Releases(TestDatabase database, Class<?> application) {
		this.database = database;
		this.application = application;
	}

	/** Starts the first release, and adds customers. */
	Release first(int customers, String... properties) {
		Release first = start("shop-1", "classpath:db/customers/", properties);
		this.database.jdbc()
			.sql("insert into public.customers select i, 'Ann Smith ' || i from generate_series(1, ?) i")
			.param(customers)
			.update();
		return first;
	}

	Release second(String... properties) {
		return start("shop-2", "classpath:db/customers/,classpath:db/names/", properties);
	}

	CompletableFuture<Release> secondInBackground(String... properties) {
		return CompletableFuture.supplyAsync(() -> second(properties));
	}

	private Release start(String name, String locations, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(this.application)
			.registerShutdownHook(false)
			.properties("spring.datasource.url=" + this.database.url(),
					"spring.datasource.username=" + this.database.user(),
					"spring.datasource.password=" + this.database.password(),
					"spring.datasource.hikari.maximum-pool-size=3",
					"spring.datasource.hikari.data-source-properties.ApplicationName=" + name, "server.port=0",
					"server.address=127.0.0.1", "management.endpoint.schema-versions.access=unrestricted",
					"management.endpoints.web.exposure.include=schema-versions",
					"versioned-schema.dashboard.enabled=true", "versioned-schema.locations=" + locations)
			.properties(properties)
			.run();
		synchronized (this.running) {
			this.running.add(context);
		}
		context.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
		return new Release(context);
	}

	/** Stops a release and waits until the server has noticed. */
	void stop(Release release, String name) {
		release.context().close();
		awaitNoSession(name);
	}

	void awaitNoSession(String name) {
		await().until(() -> this.database.jdbc()
			.sql("select count(*) = 0 from pg_stat_activity where application_name = ?")
			.param(name)
			.query(Boolean.class)
			.single());
	}

	@Override
	public void close() {
		synchronized (this.running) {
			this.running.forEach(ConfigurableApplicationContext::close);
		}
	}

	/**
	 * A running release.
	 *
	 * @param context its context
	 */
	record Release(ConfigurableApplicationContext context) {

		String dashboard() {
			String port = this.context.getEnvironment()
				.getProperty("local.management.port",
						this.context.getEnvironment().getProperty("local.server.port", ""));
			String path = this.context.getEnvironment().getProperty("management.endpoints.web.base-path", "/actuator");
			return "http://127.0.0.1:" + port + path + "/schema-versions/dashboard";
		}

	}

}
