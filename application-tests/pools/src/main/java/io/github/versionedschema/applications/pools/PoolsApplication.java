package io.github.versionedschema.applications.pools;

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
 * Application that reads with JdbcClient; a profile selects the source of its
 * connections.
 */
@SpringBootApplication(proxyBeanMethods = false)
@Import({ Uses.class, CustomersController.class })
public class PoolsApplication {

	@Bean
	Customers customers(JdbcClient jdbc) {
		return () -> jdbc.sql("select last_name from customers").query(String.class).list();
	}

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(PoolsApplication.class);
		application.addListeners(new WebServerPortFileWriter());
		application.run(args);
	}

}
