package io.github.versionedschema.applications.clinic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;

/**
 * The clinic. Its releases differ by their profiles: what it maps, and which migrations
 * it has.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ClinicApplication {

	/**
	 * Starts it.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(ClinicApplication.class);
		application.addListeners(new WebServerPortFileWriter());
		application.run(args);
	}

}
