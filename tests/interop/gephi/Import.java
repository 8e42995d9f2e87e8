import java.awt.geom.Rectangle2D;
import java.io.File;
import java.util.Arrays;
import java.util.TreeMap;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.io.processor.spi.Processor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Opens files as Gephi does, with all its defaults, and tells what arrived, a tab-separated line each. */
public class Import {
    public static void main(String[] arguments) throws Exception {
        Workspace workspace = open(arguments);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        Graph graph = model.getGraph();
        tell("graph", graph.isDirected(), graph.getNodeCount(), graph.getEdgeCount(), model.getEdgeTypeCount());
        model.getNodeTable().forEach(column -> tell("node column", column.getTitle(), name(column)));
        model.getEdgeTable().forEach(column -> tell("edge column", column.getTitle(), name(column)));
        for (Node node : graph.getNodes()) {
            String colour = String.format("#%02x%02x%02x", node.getColor().getRed(), node.getColor().getGreen(), node.getColor().getBlue());
            tell("node", node.getId(), node.getLabel(), node.x(), node.y(), node.size(), colour);
        }
        for (Edge edge : graph.getEdges()) {
            Object source = edge.getSource().getId(), target = edge.getTarget().getId();
            tell("edge", edge.getId(), source, target, edge.getLabel(), edge.getTypeLabel(), edge.getWeight(), days(edge));
        }
        for (Edge edge : graph.getEdges()) {
            for (Column column : model.getEdgeTable()) {
                if (!column.isProperty() && edge.getAttribute(column) != null) {
                    tell("edge value", edge.getId(), column.getTitle(), edge.getAttribute(column));
                }
            }
        }
        for (Node node : graph.getNodes()) {
            for (Column column : model.getNodeTable()) {
                if (!column.isProperty() && node.getAttribute(column) != null) {
                    tell("node value", node.getId(), column.getTitle(), node.getAttribute(column));
                }
            }
        }
        for (String argument : arguments) {
            if (argument.endsWith(".svg")) {
                draw(workspace, new File(argument));
            }
        }
        System.exit(0);
    }

    /** Opens the first file and adds the others to it, as nodes.csv and edges.csv are; an .svg is no input. */
    static Workspace open(String[] paths) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        Processor processor = new DefaultProcessor();
        for (String path : paths) {
            if (!path.endsWith(".svg")) {
                Container container = imports.importFile(new File(path));
                imports.process(container, processor, workspace);
                container.getReport().getIssues(1000).forEachRemaining(issue -> tell("issue", issue.getLevel(), issue.getMessage()));
                processor = new AppendProcessor();
            }
        }
        return workspace;
    }

    static void draw(Workspace workspace, File file) throws Exception {
        PreviewModel preview = Lookup.getDefault().lookup(PreviewController.class).getModel(workspace);
        preview.getProperties().putValue(PreviewProperty.SHOW_NODE_LABELS, true);
        preview.getProperties().putValue(PreviewProperty.SHOW_EDGE_LABELS, true);
        Lookup.getDefault().lookup(ExportController.class).exportFile(file, workspace);
    }

    static String name(Column column) {
        return column.getTypeClass().getSimpleName();
    }

    static String days(Element element) {
        Object set = element.getAttribute("timeset");
        if (!(set instanceof IntervalSet)) {
            return "";
        }
        return String.join(" ", Arrays.stream(((IntervalSet) set).toArray()).map(Interval::toString).toList());
    }

    static void tell(Object... cells) {
        String[] told = Arrays.stream(cells).map(cell -> String.valueOf(cell).replaceAll("[\\r\\n\\t]", " ")).toArray(String[]::new);
        System.out.println(String.join("\t", told));
    }
}
