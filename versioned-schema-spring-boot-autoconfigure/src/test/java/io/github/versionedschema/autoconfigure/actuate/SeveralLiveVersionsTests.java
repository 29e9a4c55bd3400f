package io.github.versionedschema.autoconfigure.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Three releases run at the same time, each as an application of its own.
 */
@PostgresTest
@Tag("thorough")
class SeveralLiveVersionsTests {

	private static final String THIRD = "03.1-size größe & more";

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<ConfigurableApplicationContext> releases = new ArrayList<>();

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void startThreeReleases(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
		start();
		this.migrations.second();
		start();
		this.migrations.add(THIRD + ".yaml", """
				operations:
				  - add_column: { table: customers, column: { name: size, type: int, nullable: true } }
				""");
		start();
	}

	private void start() {
		ConfigurableApplicationContext release = new SpringApplicationBuilder(Application.class)
			.registerShutdownHook(false)
			.properties(Properties.of(this.database))
			.properties(this.migrations.property(), "server.port=0", "server.address=127.0.0.1",
					"spring.flyway.enabled=false", "spring.liquibase.enabled=false",
					"spring.application.name=release-" + (this.releases.size() + 1),
					"spring.datasource.hikari.data-source-properties.ApplicationName=release-"
							+ (this.releases.size() + 1),
					"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
					"management.endpoint.schema-versions.access=unrestricted")
			.run();
		this.releases.add(release);
		release.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
	}

	private void stop(int release) {
		this.releases.get(release - 1).close();
		await().until(() -> this.database.jdbc()
			.sql("select count(*) = 0 from pg_stat_activity where application_name = ?")
			.param("release-" + release)
			.query(Boolean.class)
			.single());
	}

	@AfterEach
	void stop() {
		this.releases.forEach(ConfigurableApplicationContext::close);
	}

	private HttpResponse<String> send(int release, String method, String path)
			throws IOException, InterruptedException {
		String port = this.releases.get(release - 1).getEnvironment().getRequiredProperty("local.server.port");
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
			.method(method, BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String action) throws IOException, InterruptedException {
		return send(2, "POST", "schema-versions/" + action);
	}

	private static String encoded(String version) {
		return URLEncoder.encode(version, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	private static Stream<JsonNode> each(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false);
	}

	private List<String> states() throws IOException, InterruptedException {
		return each(json(send(2, "GET", "schema-versions")).get("versions"))
			.map((version) -> version.get("state").asString())
			.toList();
	}

	private void awaitStates(String... states) {
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(states()).containsExactly(states));
	}

	@Test
	void showsEachLiveVersionWithItsSessions() throws Exception {
		JsonNode status = json(send(3, "GET", "schema-versions"));
		assertThat(each(status.get("versions")))
			.extracting((version) -> version.get("name").asString(), (version) -> version.get("state").asString(),
					(version) -> version.get("groups").get(0).get("application").asString())
			.containsExactly(tuple(MigrationFiles.FIRST, "live", "release-1"),
					tuple(MigrationFiles.SECOND, "live", "release-2"), tuple(THIRD, "live", "release-3"));
		assertThat(status.get("next").asString()).contains(THIRD, "up to \"" + MigrationFiles.SECOND + '"');
	}

	@Test
	void countsSessionsOfEachVersion() throws Exception {
		send(3, "GET", "schema-versions");
		for (String version : List.of(MigrationFiles.FIRST, MigrationFiles.SECOND, THIRD)) {
			JsonNode meter = json(send(3, "GET", "metrics/versioned.schema.sessions?tag=version:" + encoded(version)));
			assertThat(meter.get("measurements").get(0).get("value").asDouble()).isPositive();
		}
		assertThat(json(send(3, "GET", "metrics/versioned.schema.versions.live")).get("measurements")
			.get(0)
			.get("value")
			.asInt()).isEqualTo(3);
	}

	@Test
	void everyReleaseIsHealthy() throws Exception {
		for (int release = 1; release <= 3; release++) {
			JsonNode health = json(send(release, "GET", "health")).get("components").get("versionedSchema");
			assertThat(health.get("status").asString()).isEqualTo("UP");
		}
	}

	@Test
	void refusesToRetireVersionsInUseAndNamesTheirSessions() throws Exception {
		String[] both = { MigrationFiles.FIRST, MigrationFiles.SECOND };
		assertThatVersionsAreInUse("complete", both);
		assertThatVersionsAreInUse("complete/keep", both);
		assertThatVersionsAreInUse("complete/to/02_full_name", MigrationFiles.FIRST);
		assertThatVersionsAreInUse("complete/to/02_full_name/keep", MigrationFiles.FIRST);
		assertThat(states()).containsExactly("live", "live", "live");
	}

	private void assertThatVersionsAreInUse(String action, String... versions) throws Exception {
		for (String path : List.of(action, action + "/dry-run")) {
			HttpResponse<String> refused = post(path);
			assertThat(refused.statusCode()).isEqualTo(409);
			assertThat(json(refused).get("reason").asString()).isEqualTo("SESSIONS_ATTACHED");
			assertThat(
					each(json(refused).get("details")).map((session) -> session.get("version").asString()).distinct())
				.containsExactly(versions);
			assertThat(json(refused).get("message").asString()).contains(versions);
		}
	}

	@Test
	void completesUpToAVersionAndThenTheRest() throws Exception {
		stop(1);
		assertThat(json(post("complete/to/02_full_name/dry-run")).get("result").asString()).isEqualTo("WOULD_RUN");
		assertThat(post("complete/to/02_full_name").statusCode()).isEqualTo(202);
		awaitStates("retired", "live", "live");
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(json(post("complete/to/02_full_name")).get("result").asString())
				.isEqualTo("NOTHING"));
		assertThat(json(post("complete/to/02_full_name/dry-run")).get("result").asString()).isEqualTo("NOTHING");
		assertThat(post("complete").statusCode()).isEqualTo(409);
		assertThat(post("complete/to/" + encoded(THIRD) + "/force").statusCode()).isEqualTo(202);
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(json(send(3, "GET", "schema-versions")).get("phase").asString())
				.isEqualTo("STEADY"));
	}

	@Test
	void keepsVersionsBeforeATargetAndRevertsThem() throws Exception {
		stop(1);
		assertThat(post("complete/to/02_full_name/keep").statusCode()).isEqualTo(200);
		assertThat(states()).containsExactly("kept", "live", "live");
		assertThat(json(post("abort/dry-run")).get("reason").asString()).isEqualTo("SESSIONS_ATTACHED");
		assertThat(json(post("complete/to/02_full_name/keep/dry-run")).get("result").asString()).isEqualTo("NOTHING");
		stop(2);
		this.releases.set(1, this.releases.get(2));
		assertThat(post("complete/keep").statusCode()).isEqualTo(200);
		assertThat(states()).containsExactly("kept", "kept", "live");
		assertThat(post("revert").statusCode()).isEqualTo(200);
		assertThat(states()).containsExactly("live", "live", "live");
	}

	@Test
	void abortsTheNewestVersionAndThenTheNextNewest() throws Exception {
		stop(3);
		assertThat(post("abort").statusCode()).isEqualTo(202);
		awaitStates("live", "live");
		stop(2);
		this.releases.set(1, this.releases.get(0));
		await().atMost(Duration.ofSeconds(60)).until(() -> post("abort").statusCode() == 202);
		awaitStates("live");
	}

	@Test
	void refusesOtherTargetsAndOptions() {
		assertThat(List.of("complete/to/04_unknown", "complete/to/04_unknown/dry-run"))
			.allSatisfy((action) -> assertThatIsRefused(action, 409));
		assertThat(List.of("complete/to", "complete/force/force", "abort/to/02_full_name", "contract/keep",
				"complete/to/02_full_name/to/02_full_name", "skip/one/two"))
			.allSatisfy((action) -> assertThatIsRefused(action, 404));
	}

	private void assertThatIsRefused(String action, int status) throws Exception {
		HttpResponse<String> response = post(action);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(json(response).get("message").asString()).isNotBlank();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class Application {

	}

}
