package io.github.versionedschema.applications.webflux;

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
 * Reactive application that reads with JdbcClient, on threads that may block.
 */
@SpringBootApplication(proxyBeanMethods = false)
@Import({ Uses.class, CustomersController.class })
public class WebFluxApplication {

	@Bean
	Customers customers(JdbcClient jdbc) {
		return () -> jdbc.sql("select last_name from customers").query(String.class).list();
	}

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(WebFluxApplication.class);
		application.addListeners(new WebServerPortFileWriter());
		application.run(args);
	}

}
