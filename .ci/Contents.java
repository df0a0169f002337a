// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Lists what users of a module get, from the SBOMs that the profile "sbom" makes: each jar with its version, size and licence. */
final class Contents {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));

    private Contents() {}

    public static void main(String[] boms) throws Exception {
        if (boms.length == 0) {
            System.err.println("No SBOM is named. Name one or more, such as wrk-junit/*/target/bom.xml.");
            System.exit(2);
        }
        for (String bom : boms) {
            print(Path.of(bom));
        }
    }

    private static void print(Path bom) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bom.toFile());
        Element metadata = children(document.getDocumentElement(), "metadata").get(0);
        Element module = children(metadata, "component").get(0);
        Map<String, String> lines = new TreeMap<>();
        long total = 0;
        List<Element> components = new ArrayList<>();
        children(document.getDocumentElement(), "components")
                .forEach(all -> components.addAll(children(all, "component")));
        for (Element component : components) {
            String name = text(component, "group") + ":" + text(component, "name");
            long size = size(component);
            total += size;
            lines.put(name + text(component, "purl"), String.format(
                    Locale.ROOT, "%-58s %-16s %9s  %s", name, text(component, "version"), kilobytes(size), licences(component)));
        }
        System.out.printf("%n%s: %d jars beside its own, %s%n", text(module, "name"), lines.size(), kilobytes(total));
        lines.values().forEach(line -> System.out.println("  " + line));
    }

    /** The jar's size in the local repository; 0 for what this build has made, which is not there. */
    private static long size(Element component) throws IOException {
        String version = text(component, "version");
        String purl = text(component, "purl");
        int classifier = purl.indexOf("classifier=");
        String suffix = classifier < 0 ? "" : "-" + purl.substring(classifier + "classifier=".length()).split("&")[0];
        Path jar = REPOSITORY.resolve(text(component, "group").replace('.', '/'))
                .resolve(text(component, "name"))
                .resolve(version)
                .resolve(text(component, "name") + "-" + version + suffix + ".jar");
        return Files.exists(jar) ? Files.size(jar) : 0;
    }

    private static String kilobytes(long bytes) {
        return bytes == 0 ? "-" : String.format(Locale.ROOT, "%,d kB", (bytes + 999) / 1000);
    }

    private static String licences(Element component) {
        List<String> names = new ArrayList<>();
        for (Element licences : children(component, "licenses")) {
            children(licences, "expression").forEach(expression -> names.add(expression.getTextContent()));
            for (Element licence : children(licences, "license")) {
                names.add(children(licence, "id").isEmpty() ? text(licence, "name") : text(licence, "id"));
            }
        }
        return names.isEmpty() ? "no licence is named" : String.join(", ", names);
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(Node::getTextContent).orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
