package io.github.versionedschema.autoconfigure.diagnostics;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that failures do not reveal the password "geheim" of an invalid URL.
 */
@ExtendWith(OutputCaptureExtension.class)
class HiddenCredentialsTests {

	private MigrationFiles migrations;

	@BeforeEach
	void prepare(@TempDir Path folder) {
		this.migrations = new MigrationFiles(folder).first();
	}

	static Stream<String> urls() {
		return Stream.of("jdbc:postgresql://localhost:54x32/db?user=u&password=geheim",
				"jdbc:postgresql://user:geheim@localhost/db", "jdbc:postgresql://user:geheim@localhost:5432/db",
				"jdbc:posgresql://localhost/db?user=u&password=geheim");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void ofTheApplication(String url, CapturedOutput output) {
		fails(output, "spring.datasource.url=" + url, "spring.datasource.driver-class-name=org.postgresql.Driver",
				"versioned-schema.expand.on=startup");
		assertThat(output).contains("***");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void ofTheApplicationWhereSpringBootChoosesTheDriver(String url, CapturedOutput output) {
		fails(output, "spring.datasource.url=" + url, "versioned-schema.expand.on=startup");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void ofTheLeader(String url, CapturedOutput output) {
		fails(output, "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/db",
				"versioned-schema.datasource.url=" + url);
		assertThat(output).contains("***");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void ofADataSourceClass(String url, CapturedOutput output) {
		fails(output, "spring.datasource.type=com.zaxxer.hikari.HikariDataSource", "spring.datasource.url=",
				"spring.datasource.hikari.data-source-class-name=org.postgresql.ds.PGSimpleDataSource",
				"spring.datasource.hikari.data-source-properties.url=" + url);
		assertThat(output).contains("***");
	}

	@ParameterizedTest
	@ValueSource(
			classes = { HikariDataSource.class, org.apache.tomcat.jdbc.pool.DataSource.class, BasicDataSource.class })
	void ofAnyPoolThatSomebodyUsesFirst(Class<?> pool, CapturedOutput output) {
		fails(First.class, output, "spring.datasource.type=" + pool.getName(),
				"spring.datasource.url=jdbc:postgresql://localhost:54x32/db?user=u&password=geheim");
		assertThat(output).contains("***");
	}

	@Test
	void ofAnApplicationThatWaits(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Application.class,
				"spring.datasource.url=jdbc:postgresql://localhost:54x32/db?user=u&password=geheim",
				"versioned-schema.expand.on=never", "logging.level.com.zaxxer.hikari=debug",
				"logging.level.io.github.versionedschema=debug")
			.listeners((event) -> {
				if (event instanceof ApplicationReadyEvent) {
					throw new IllegalStateException("far enough");
				}
			})
			.run()) {
			assertThat(context).isNull();
		}
		catch (RuntimeException ex) {
			assertShowsNothing(ex);
		}
		assertThat(output).contains("No connection could be opened ahead", "***").doesNotContain("geheim");
	}

	private void fails(CapturedOutput output, String... properties) {
		fails(Application.class, output, properties);
	}

	private void fails(Class<?> application, CapturedOutput output, String... properties) {
		assertShowsNothing(catchThrowable(() -> application(application, properties).run().close()));
		assertThat(output).doesNotContain("geheim").contains("APPLICATION FAILED TO START");
	}

	private SpringApplicationBuilder application(Class<?> application, String... properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(this.migrations.property())
			.properties(properties);
	}

	private static void assertShowsNothing(Throwable failure) {
		assertThat(failure).isNotNull();
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		assertThat(text.toString()).doesNotContain("geheim");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class First {

		@Bean
		String used(DataSource dataSource) throws SQLException {
			dataSource.getConnection().close();
			return "";
		}

	}

}
