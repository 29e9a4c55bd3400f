package io.github.versionedschema.applications.neighbours;

import io.github.versionedschema.applications.common.Customers;
import io.github.versionedschema.applications.common.CustomersController;
import io.github.versionedschema.applications.common.Uses;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Application that reads tables of Flyway, Liquibase or {@code schema.sql}, and of the
 * migrations.
 */
@SpringBootApplication(proxyBeanMethods = false)
@Import({ Uses.class, CustomersController.class })
public class NeighboursApplication {

	@Bean
	Customers customers(JdbcClient jdbc) {
		return () -> jdbc.sql("select last_name from customers, countries").query(String.class).list();
	}

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(NeighboursApplication.class);
		application.addListeners(new WebServerPortFileWriter());
		application.run(args);
	}

}
