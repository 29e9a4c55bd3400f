package io.github.versionedschema.autoconfigure.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.command.CommandRun;
import io.github.versionedschema.test.TestDatabase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A shop of which two releases run on one database, for the documentation. Its second
 * release splits the names of customers. In the documentation, release 1 answers on port
 * 8080 and release 2 on port 8081.
 */
public final class Shop implements AutoCloseable {

	/** Version of release 1. */
	public static final String FIRST = "01_customers";

	/** Version of release 2. */
	public static final String SECOND = "02_names";

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final TestDatabase database;

	private final Path folder;

	private final Stable stable;

	private final HttpClient http = HttpClient.newHttpClient();

	private final Map<Integer, ConfigurableApplicationContext> releases = new TreeMap<>();

	/**
	 * Creates the shop, of which no release runs.
	 * @param database an empty database
	 * @param folder an empty folder
	 */
	public Shop(TestDatabase database, Path folder) {
		this.database = database;
		this.folder = folder;
		this.stable = new Stable(database).with(folder.toString(), "/migrations");
		new MigrationFiles(folder).addAll("shop");
	}

	/** Returns what to replace in text for the documentation. */
	public Stable stable() {
		return this.stable;
	}

	/** Returns the properties of a release. */
	public List<String> properties(int release) {
		return List.of("spring.datasource.url=" + this.database.url(),
				"spring.datasource.username=" + this.database.user(),
				"spring.datasource.password=" + this.database.password(),
				"versioned-schema.locations=file:" + this.folder,
				"versioned-schema.version=" + ((release == 1) ? FIRST : SECOND), "server.port=0",
				"server.address=127.0.0.1", "spring.flyway.enabled=false", "spring.liquibase.enabled=false",
				"spring.datasource.hikari.maximum-pool-size=1",
				"spring.datasource.hikari.data-source-properties.ApplicationName=shop release " + release,
				"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"management.endpoint.health.probes.enabled=true",
				"management.endpoint.schema-versions.access=unrestricted",
				"management.endpoint.health.group.readiness.include=readinessState,versionedSchema");
	}

	/** Starts a release and uses its pool. */
	public void start(int release, String... more) {
		List<String> properties = new ArrayList<>(properties(release));
		properties.addAll(List.of(more));
		this.releases.put(release,
				new SpringApplicationBuilder(Application.class).registerShutdownHook(false)
					.properties(properties.toArray(String[]::new))
					.run());
		sql(release, "select 1");
	}

	/** Runs a statement with the pool of a release. */
	public void sql(int release, String statement) {
		running(release).getBean(JdbcClient.class).sql(statement).query().listOfRows();
	}

	/** Stops a release and waits until the server has ended its sessions. */
	public void stop(int release) {
		running(release).close();
		this.releases.remove(release);
		await().until(() -> this.database.jdbc()
			.sql("select count(*) = 0 from pg_stat_activity where application_name = ? and datname = current_database()")
			.param("shop release " + release)
			.query(Boolean.class)
			.single());
	}

	private ConfigurableApplicationContext running(int release) {
		ConfigurableApplicationContext running = this.releases.get(release);
		if (running == null) {
			throw new IllegalStateException("Release " + release + " does not run");
		}
		return running;
	}

	/**
	 * Sends a request to a path under {@code /actuator}.
	 */
	public HttpResponse<String> send(int release, String method, String path) {
		try {
			String port = running(release).getEnvironment().getRequiredProperty("local.server.port");
			return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
				.method(method, BodyPublishers.noBody())
				.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends a request, and returns command, status and answer as they are shown in the
	 * documentation.
	 */
	public String exchange(int release, String method, String path) {
		HttpResponse<String> response = send(release, method, path);
		return "$ curl %slocalhost:%d/actuator/%s\nHTTP %d\n%s\n".formatted(method.equals("GET") ? "" : "-X POST ",
				8079 + release, path, response.statusCode(), pretty(response.body()));
	}

	private String pretty(String body) {
		return this.stable.of(JSON.writeValueAsString(JSON.readTree(body)));
	}

	/**
	 * Runs an operator command with the jar of a release; a release after the second has
	 * all migrations of the folder.
	 * @param release the release
	 * @param command the command
	 * @param more further properties, without the prefix
	 */
	public CommandRun command(int release, String command, String... more) {
		List<String> args = new ArrayList<>();
		properties(release).stream()
			.filter((property) -> release <= 2 || !property.startsWith("versioned-schema.version="))
			.forEach((property) -> args.add("--" + property));
		args.add("--versioned-schema.command=" + command);
		Stream.of(more).forEach((property) -> args.add("--versioned-schema." + property));
		return CommandRun.of(Application.class, Map.of(), args.toArray(String[]::new));
	}

	/**
	 * Returns a command, its output and its exit status as they are shown in the
	 * documentation. A failure is written to standard error, where the log is, too.
	 */
	public String transcript(CommandRun run, String command, String... more) {
		StringBuilder call = new StringBuilder("$ java -jar shop.jar --versioned-schema.command=" + command);
		Stream.of(more).forEach((property) -> call.append(" --versioned-schema.").append(property));
		String output = run.out().isBlank() ? run.err().replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT.*\n", "") : run.out();
		return call + "\n" + this.stable.of(output.replaceAll("(?m) +$", "")).strip() + "\n$ echo $?\n" + run.status()
				+ "\n";
	}

	/** Waits until no transition runs, and the phase is the given one. */
	public void awaitPhase(int release, String phase) {
		await().until(() -> {
			JsonNode status = JSON.readTree(send(release, "GET", "schema-versions").body());
			return status.get("phase").asString().equals(phase)
					&& (!status.has("lastAction") || status.get("lastAction").has("finishedAt"));
		});
	}

	@Override
	public void close() {
		this.releases.values().forEach(ConfigurableApplicationContext::close);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class Application {

	}

}
