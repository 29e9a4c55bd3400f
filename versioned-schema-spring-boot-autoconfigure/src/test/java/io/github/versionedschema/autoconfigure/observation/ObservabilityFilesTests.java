package io.github.versionedschema.autoconfigure.observation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests the dashboard and the alert rules against what an application with a Prometheus
 * registry publishes.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityFilesTests {

	private static final Path FOLDER = Path.of("../observability");

	/** Labels that Prometheus adds when it scrapes. */
	private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

	private static final Pattern METRIC = Pattern.compile("\\b(versioned_schema_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

	private final HttpClient http = HttpClient.newHttpClient();

	private ConfigurableApplicationContext application;

	/** The published metrics, and the values of the labels of each. */
	private Map<String, Map<String, Set<String>>> published;

	@BeforeEach
	void runASecondReleaseThatWaitsForALockAndIsNotCompleted(TestDatabase database, @TempDir Path folder,
			CapturedOutput output) throws Exception {
		MigrationFiles migrations = new MigrationFiles(folder).first();
		start(database, migrations, "management.metrics.enable.all=false").close();
		database.jdbc().sql("insert into customers values (1, 'Ann')").update();
		migrations.add("02_login.yaml", """
				operations:
				  - add_column: { table: customers, up: lower(name), column: { name: login, type: text } }
				""");
		try (Connection client = database.dataSource().getConnection()) {
			client.setAutoCommit(false);
			client.createStatement().execute("lock table customers in access share mode");
			CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture
				.supplyAsync(() -> start(database, migrations, "versioned-schema.lock-timeout=50ms",
						"management.info.versioned-schema.enabled=true"));
			await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().contains("waits for a lock, attempt"));
			client.rollback();
			this.application = start.get(60, TimeUnit.SECONDS);
		}
		try (Connection old = attachToTheFirst(database)) {
			assertThat(old.isValid(10)).isTrue();
			assertThat(send("POST", "schema-versions/complete")).contains("REFUSED");
			assertThat(send("POST", "schema-versions/verify")).contains("DONE");
		}
		this.published = published();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private static ConfigurableApplicationContext start(TestDatabase database, MigrationFiles migrations,
			String... more) {
		return new SpringApplicationBuilder(Application.class).registerShutdownHook(false)
			.properties(Properties.of(database))
			.properties(migrations.property(), "server.port=0", "server.address=127.0.0.1",
					"spring.flyway.enabled=false", "spring.liquibase.enabled=false",
					"management.endpoints.web.exposure.include=*",
					"management.endpoint.schema-versions.access=unrestricted")
			.properties(more)
			.run();
	}

	private static Connection attachToTheFirst(TestDatabase database) throws Exception {
		PGSimpleDataSource first = database.dataSource();
		first.setCurrentSchema("public_" + MigrationFiles.FIRST + ", public");
		Connection session = first.getConnection();
		session.createStatement().execute("select versioned_schema.attach('" + MigrationFiles.FIRST + "')");
		return session;
	}

	private String send(String method, String path) throws IOException, InterruptedException {
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		return this.http
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
				.method(method, BodyPublishers.noBody())
				.build(), BodyHandlers.ofString())
			.body();
	}

	/** The second scrape has the gauges for each version, which the first one reads. */
	private Map<String, Map<String, Set<String>>> published() throws Exception {
		send("GET", "prometheus");
		Map<String, Map<String, Set<String>>> metrics = new TreeMap<>();
		send("GET", "prometheus").lines().filter((line) -> line.startsWith("versioned_schema_")).forEach((line) -> {
			Map<String, Set<String>> labels = metrics.computeIfAbsent(line.split("[{ ]")[0], (name) -> new TreeMap<>());
			MATCHER.matcher(line)
				.results()
				.forEach((label) -> labels.computeIfAbsent(label.group(1), (name) -> new TreeSet<>())
					.add(label.group(2)));
		});
		return metrics;
	}

	@Test
	void publishesWhatTheFilesAndThePageName() throws Exception {
		everyMetricAndLabelOfDashboardAndAlertsExists();
		everyDocumentedMeterIsPublishedWithItsTags();
		infoNamesTheVersions();
	}

	private void everyMetricAndLabelOfDashboardAndAlertsExists() throws Exception {
		List<Expression> expressions = Stream.concat(alerts().stream(), panels().stream()).toList();
		assertThat(expressions).hasSizeGreaterThan(25);
		assertThat(expressions).allSatisfy((expression) -> {
			List<MatchResult> metrics = METRIC.matcher(expression.query()).results().toList();
			assertThat(metrics).isNotEmpty();
			Set<String> labels = new HashSet<>(OF_PROMETHEUS);
			for (MatchResult metric : metrics) {
				assertThat(this.published).containsKey(metric.group(1));
				Map<String, Set<String>> known = Objects.requireNonNull(this.published.get(metric.group(1)));
				labels.addAll(known.keySet());
				assertThat(known.keySet()).as(metric.group()).containsAll(matched(metric.group(2)));
			}
			assertThat(labels).containsAll(grouped(expression.query()));
			assertThat(labels).containsAll(placeholders(expression.text()));
		});
		assertThat(this.published.get("versioned_schema_phase").get("phase")).contains("expanding", "completing",
				"aborting", "expanded");
	}

	private void everyDocumentedMeterIsPublishedWithItsTags() {
		Map<String, Set<String>> documented = new TreeMap<>();
		for (SchemaMeter meter : SchemaMeter.values()) {
			String suffix = switch (meter.getType()) {
				case TIMER -> "_seconds_count";
				case DISTRIBUTION_SUMMARY -> "_count";
				default -> "";
			};
			documented.put(prometheus(meter.getName()) + suffix, names(meter.getKeyNames()));
		}
		for (SchemaObservation observation : SchemaObservation.values()) {
			Set<String> tags = names(observation.getLowCardinalityKeyNames());
			tags.add("error");
			documented.put(prometheus(observation.getName()) + "_seconds_count", tags);
		}
		documented.forEach((name, tags) -> {
			assertThat(this.published).containsKey(name);
			assertThat(this.published.get(name).keySet()).as(name).isEqualTo(tags);
		});
	}

	private void infoNamesTheVersions() throws Exception {
		JsonNode info = JsonMapper.shared().readTree(send("GET", "info")).get("versionedSchema");
		assertThat(info.get("baseSchema").asString()).isEqualTo("public");
		assertThat(info.get("version").asString()).isEqualTo("02_login");
		assertThat(info.get("newestLive").asString()).isEqualTo("02_login");
	}

	private static Set<String> names(io.micrometer.common.docs.KeyName[] names) {
		Set<String> result = new TreeSet<>();
		Stream.of(names).forEach((name) -> result.add(name.asString()));
		return result;
	}

	private static String prometheus(String name) {
		return name.replace('.', '_');
	}

	private static Set<String> matched(String matchers) {
		Set<String> labels = new TreeSet<>();
		if (matchers != null) {
			MATCHER.matcher(matchers).results().forEach((matcher) -> labels.add(matcher.group(1)));
		}
		return labels;
	}

	private static Set<String> grouped(String query) {
		Set<String> labels = new TreeSet<>();
		GROUPING.matcher(query)
			.results()
			.flatMap((grouping) -> Stream.of(grouping.group(1).split(",")))
			.map(String::strip)
			.forEach(labels::add);
		return labels;
	}

	private static Set<String> placeholders(String text) {
		Set<String> labels = new TreeSet<>();
		PLACEHOLDER.matcher(text).results().forEach((placeholder) -> labels.add(placeholder.group(1)));
		return labels;
	}

	@SuppressWarnings("unchecked")
	private static List<Expression> alerts() throws IOException {
		List<Expression> alerts = new ArrayList<>();
		Map<String, Object> file = new Yaml().load(Files.readString(FOLDER.resolve("alerts.yaml")));
		for (Map<String, Object> group : (List<Map<String, Object>>) file.get("groups")) {
			for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
				alerts.add(new Expression(rule.get("expr").toString(), rule.get("annotations").toString()));
			}
		}
		return alerts;
	}

	private static List<Expression> panels() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("grafana-dashboard.json")));
		List<Expression> panels = new ArrayList<>();
		for (JsonNode panel : dashboard.get("panels")) {
			for (JsonNode target : panel.get("targets")) {
				panels.add(new Expression(target.get("expr").asString(), target.get("legendFormat").asString()));
			}
		}
		assertThat(dashboard.get("templating").toString()).contains("label_values(versioned_schema_phase, schema)");
		return panels;
	}

	/**
	 * An expression of a file.
	 *
	 * @param query the PromQL
	 * @param text what is shown, with placeholders for labels
	 */
	private record Expression(String query, String text) {
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class Application {

	}

}
