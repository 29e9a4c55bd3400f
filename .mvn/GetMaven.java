import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Downloads a Maven distribution, checks its SHA-512 and unpacks it. Run by {@code mvnw}
 * as a source file, because a JDK is all that is certain to be there.
 * <p>
 * Arguments: address of the zip, its SHA-512, the folder to make. Honours
 * {@code https_proxy}.
 */
final class GetMaven {

	private GetMaven() {
	}

	public static void main(String[] args) throws Exception {
		try {
			install(URI.create(args[0]), args[1], Path.of(args[2]).toAbsolutePath());
		}
		catch (IOException ex) {
			System.err.println("mvnw: Maven could not be installed from " + args[0] + ": " + ex
					+ ". Install Maven 3.8.7 or newer, or set MVNW_ARCHIVE to a copy of the Apache archive.");
			System.exit(1);
		}
	}

	private static void install(URI address, String sha512, Path home) throws Exception {
		Path work = Files.createTempDirectory(Files.createDirectories(home.getParent()), ".unpacking");
		try {
			Path zip = work.resolve("maven.zip");
			String actual = download(address, zip);
			if (!actual.equals(sha512)) {
				throw new IOException("its SHA-512 is " + actual + ", expected was " + sha512);
			}
			Path unpacked = work.resolve("unpacked");
			unzip(zip, unpacked);
			try (Stream<Path> roots = Files.list(unpacked)) {
				Files.move(roots.findFirst().orElseThrow(), home, StandardCopyOption.ATOMIC_MOVE);
			}
			catch (FileAlreadyExistsException | DirectoryNotEmptyException ex) {
				// Another build was faster; what it made has passed the same check.
			}
		}
		finally {
			delete(work);
		}
	}

	private static String download(URI address, Path target) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-512");
		try (InputStream in = new DigestInputStream(open(address), digest)) {
			Files.copy(in, target);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static InputStream open(URI address) throws Exception {
		if (!address.getScheme().startsWith("http")) {
			return address.toURL().openStream();
		}
		HttpClient.Builder client = HttpClient.newBuilder()
			.connectTimeout(Duration.ofSeconds(30))
			.followRedirects(HttpClient.Redirect.NORMAL);
		String proxy = System.getenv("https_proxy");
		if (proxy != null && !proxy.isBlank()) {
			URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
			client.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort())));
		}
		var response = client.build().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
		if (response.statusCode() != 200) {
			throw new IOException("status " + response.statusCode());
		}
		return response.body();
	}

	private static void unzip(Path zip, Path target) throws IOException {
		try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				Path file = target.resolve(entry.getName()).normalize();
				if (!file.startsWith(target)) {
					throw new IOException("unexpected entry " + entry.getName());
				}
				if (entry.isDirectory()) {
					Files.createDirectories(file);
				}
				else {
					Files.createDirectories(file.getParent());
					Files.copy(in, file);
				}
			}
		}
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
				Files.delete(file);
			}
		}
	}

}
