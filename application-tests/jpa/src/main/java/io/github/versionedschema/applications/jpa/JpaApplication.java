package io.github.versionedschema.applications.jpa;

import io.github.versionedschema.applications.common.Customers;
import io.github.versionedschema.applications.common.CustomersController;
import io.github.versionedschema.applications.common.Uses;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Application that reads with JPA.
 */
@SpringBootApplication(proxyBeanMethods = false)
@Import({ Uses.class, CustomersController.class })
public class JpaApplication {

	@Bean
	Customers customers(CustomerRepository repository) {
		return () -> repository.findAll().stream().map(Customer::lastName).toList();
	}

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(JpaApplication.class);
		application.addListeners(new WebServerPortFileWriter());
		application.run(args);
	}

}
