package io.github.versionedschema.autoconfigure.actuate.dashboard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class SchemaVersionsDashboardTests {

	private static final String ENABLED = "versioned-schema.dashboard.enabled=true";

	private TestDatabase database;

	private MigrationFiles migrations;

	private ConfigurableApplicationContext application;

	@BeforeEach
	void prepare(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private void start(String... properties) {
		this.application = new SpringApplicationBuilder(Application.class).registerShutdownHook(false)
			.properties(Properties.of(this.database))
			.properties(this.migrations.property(), "server.port=0", "server.address=127.0.0.1",
					"spring.flyway.enabled=false", "spring.liquibase.enabled=false",
					"management.endpoints.web.exposure.include=schema-versions")
			.properties(properties)
			.run();
	}

	private HttpResponse<String> get(String port, String path) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + this.application.getEnvironment().getRequiredProperty(port) + path);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> get(String path) throws Exception {
		return get("local.server.port", path);
	}

	@Test
	void isNotServedUnlessEnabled() throws Exception {
		start();
		assertThat(get("/actuator/schema-versions/dashboard").statusCode()).isEqualTo(404);
		assertThat(get("/actuator/schema-versions").statusCode()).isEqualTo(200);
	}

	@Test
	void isOnePageThatAllowsOnlyItsOwnScriptAndStyle() throws Exception {
		start(ENABLED);
		HttpResponse<String> page = get("/actuator/schema-versions/dashboard");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).isEqualToIgnoringCase("text/html;charset=UTF-8"));
		assertThat(page.body())
			.contains("default-src 'none'", "'" + hashOf(page.body(), "style") + "'",
					"'" + hashOf(page.body(), "script") + "'")
			.doesNotContain("<!-- csrf -->", "@script@", "@style@", "@policy@", "unsafe", " src=", "_csrf\" content");
	}

	private static String hashOf(String page, String tag) throws Exception {
		Matcher content = Pattern.compile("<" + tag + "[^>]*>(.*?)</" + tag + ">", Pattern.DOTALL).matcher(page);
		assertThat(content.find()).isTrue();
		return "sha256-" + Base64.getEncoder()
			.encodeToString(
					MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void otherPagesAreNotFound() throws Exception {
		start(ENABLED);
		assertThat(get("/actuator/schema-versions/complete").statusCode()).isEqualTo(404);
	}

	@Test
	void isNotServedWhereTheEndpointIsNot() throws Exception {
		start(ENABLED, "management.endpoint.schema-versions.access=none");
		assertThat(get("/actuator/schema-versions/dashboard").statusCode()).isEqualTo(404);
	}

	@Test
	void isServedOnTheManagementPort() throws Exception {
		start(ENABLED, "management.server.port=0", "management.server.address=127.0.0.1",
				"management.endpoints.web.base-path=/", "management.endpoints.web.path-mapping.schemaversions=schema");
		assertThat(get("/schema-versions/dashboard").statusCode()).isEqualTo(404);
		assertThat(get("local.management.port", "/schema/dashboard").statusCode()).isEqualTo(200);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class Application {

	}

}
