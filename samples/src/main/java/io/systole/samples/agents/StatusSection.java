package io.systole.samples.agents;

import io.systole.samples.lab.LabException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The results of operations and the node attributes of a CIB. */
final class StatusSection {
    private final Document document;

    /**
     * The last result of an operation of a resource on a node.
     *
     * @param interval in ms, 0 for what is done once
     * @param code the exit code as the class of the agent means it
     */
    record Result(String node, String task, String interval, String code, String reason) {}

    private StatusSection(Document document) {
        this.document = document;
    }

    static StatusSection parse(String cib) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new StatusSection(factory.newDocumentBuilder().parse(new InputSource(new StringReader(cib))));
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new LabException("cibadmin --query printed no CIB: " + cib, unreadable);
        }
    }

    /** The last result of each operation of a resource, of all its instances. */
    List<Result> results(String resource) {
        var results = new ArrayList<Result>();
        for (Element operation : all("lrm_rsc_op")) {
            String id = ((Element) operation.getParentNode()).getAttribute("id");
            if (id.equals(resource) || id.startsWith(resource + ":")) {
                results.add(new Result(node(operation), operation.getAttribute("operation"), operation.getAttribute("interval"),
                        operation.getAttribute("rc-code"), operation.getAttribute("exit-reason")));
            }
        }
        return results;
    }

    /** The values of a node attribute, permanent or of the time since the node joined, by node. */
    Map<String, String> attribute(String name) {
        var values = new TreeMap<String, String>();
        for (Element pair : all("nvpair")) {
            if (pair.getAttribute("name").equals(name) && !node(pair).isEmpty()) {
                values.put(node(pair), pair.getAttribute("value"));
            }
        }
        return values;
    }

    /** Whether failures of a resource are counted anywhere. */
    boolean hasFailed(String resource) {
        return all("nvpair").stream().map(pair -> pair.getAttribute("name"))
                .anyMatch(name -> name.startsWith("fail-count-" + resource + "#") || name.startsWith("fail-count-" + resource + ":"));
    }

    private static String node(Element element) {
        for (var parent = element.getParentNode(); parent instanceof Element above; parent = above.getParentNode()) {
            if (above.getTagName().equals("node_state") || above.getTagName().equals("node")) {
                return above.getAttribute("uname");
            }
        }
        return "";
    }

    private List<Element> all(String tag) {
        NodeList found = document.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }
}
