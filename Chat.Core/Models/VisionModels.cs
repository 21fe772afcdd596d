namespace Chat.Core.Models;

/// <summary>What seeing needs. Checksums of the OpenCV Zoo are those of its own pointers.</summary>
public static class VisionModels
{
    public const string Detector = "face-detector";
    public const string FreeDetector = "face-detector-free";
    public const string SFace = "face-recogniser";
    public const string MobileFaceNet = "face-recogniser-small";
    public const string Expressions = "expressions";
    public const string SmallExpressions = "expressions-small";
    public const string GreyExpressions = "expressions-grey";
    public const string NearLiveness = "liveness-near";
    public const string FarLiveness = "liveness-far";

    private const string Zoo = "https://github.com/opencv/opencv_zoo/raw/main/models";
    private const string AntiSpoofing = "https://github.com/yakhyo/face-anti-spoofing/releases/download/weights";

    public static IReadOnlyList<ModelEntry> All { get; } =
    [
        new()
        {
            Name = Detector,
            File = "face_detection_yunet_2023mar.onnx",
            Sha256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
            Bytes = 232_589,
            Licence = "MIT",
            Address = new($"{Zoo}/face_detection_yunet/face_detection_yunet_2023mar.onnx"),
            For = "finding faces",
            IsUsual = true,
        },
        new()
        {
            Name = FreeDetector,
            File = "yunet_n_dynamic.onnx",
            Sha256 = "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12",
            Bytes = 322_906,
            Licence = "Apache-2.0",
            Address = new("https://github.com/ShiqiYu/libfacedetection.train/raw/master/onnx/yunet_n_dynamic.onnx"),
            For = "finding faces, faster on small pictures",
        },
        new()
        {
            Name = SFace,
            File = "face_recognition_sface_2021dec.onnx",
            Sha256 = "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
            Bytes = 38_696_353,
            Licence = "Apache-2.0",
            Address = new($"{Zoo}/face_recognition_sface/face_recognition_sface_2021dec.onnx"),
            For = "telling faces apart",
            IsUsual = true,
        },
        new()
        {
            Name = MobileFaceNet,
            File = "mobilefacenet.onnx",
            Sha256 = "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507",
            Bytes = 3_998_070,
            Licence = "Apache-2.0, trained on photos that were withdrawn: for tests",
            For = "telling faces apart, in tests",
        },
        new()
        {
            Name = Expressions,
            File = "facial_expression_recognition_mobilefacenet_2022july.onnx",
            Sha256 = "4f61307602fc089ce20488a31d4e4614e3c9753a7d6c41578c854858b183e1a9",
            Bytes = 4_791_892,
            Licence = "Apache-2.0",
            Address = new($"{Zoo}/facial_expression_recognition/facial_expression_recognition_mobilefacenet_2022july.onnx"),
            For = "moods",
            IsUsual = true,
        },
        new()
        {
            Name = SmallExpressions,
            File = "facial_expression_recognition_mobilefacenet_2022july_int8.onnx",
            Sha256 = "f0d7093aff10e2638c734c5f18a6a7eabd2b9239b20bdb9b8090865a6f69a1ed",
            Bytes = 1_364_007,
            Licence = "Apache-2.0",
            Address = new($"{Zoo}/facial_expression_recognition/facial_expression_recognition_mobilefacenet_2022july_int8.onnx"),
            For = "moods, smaller",
        },
        new()
        {
            Name = GreyExpressions,
            File = "emotion_mini_xception_fer2013.onnx",
            Sha256 = "95036c208085db79ad43e057245b8cb6e21b5319ef7dcb4f0c83e0102f550d30",
            Bytes = 235_945,
            Licence = "MIT",
            For = "moods, beside the other one",
        },
        new()
        {
            Name = NearLiveness,
            File = "MiniFASNetV2.onnx",
            OtherFiles = ["liveness_minifasnet_v2.onnx"],
            Sha256 = "4eed38f0bde33c9b805942a5f25e42ce1161e2bda545254be622be957727794e",
            Bytes = 1_743_561,
            Licence = "Apache-2.0",
            Address = new($"{AntiSpoofing}/MiniFASNetV2.onnx"),
            For = "telling a person from a picture of one",
            IsUsual = true,
        },
        new()
        {
            Name = FarLiveness,
            File = "MiniFASNetV1SE.onnx",
            OtherFiles = ["liveness_minifasnet_v1se.onnx"],
            Sha256 = "d819a69bac6b9ade2a0f4d9b60b618e1260f7bf3ba1fddff6c5d82131cb1083f",
            Bytes = 1_742_315,
            Licence = "Apache-2.0",
            Address = new($"{AntiSpoofing}/MiniFASNetV1SE.onnx"),
            For = "telling a person from a picture of one, from further away",
            IsUsual = true,
        },
    ];
}
